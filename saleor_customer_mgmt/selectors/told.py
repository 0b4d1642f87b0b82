"""Reading what is known of orders' buyers, to explain with."""

from __future__ import annotations

from collections.abc import Collection

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.told import Told
from saleor_customer_mgmt.core.value_digests import unpack, value_digests
from saleor_customer_mgmt.models import OrderEvidence
from saleor_customer_mgmt.models.codec import evidence_from_json


def load_told(orders: Collection[OrderId]) -> dict[OrderId, Told]:
    """Return what is known of these orders' buyers.

    Digests are made of the values; those of an order of which values have expired are read.
    """
    secret = conf.digest_secret()
    rows = OrderEvidence.objects.filter(order_id__in=orders)
    columns = ("order_id", "order__source", "evidence", "order__expired", "order__digests__digests")
    found = {}
    for order, source, data, expired, packed in rows.values_list(*columns):
        evidence = evidence_from_json(data)
        digests = value_digests(evidence, secret) if expired is None else unpack(bytes(packed or b""))
        found[order] = Told(source, evidence, digests)
    return found
