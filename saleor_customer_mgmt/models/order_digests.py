"""What matching keeps of each order: digests of its values, and what they were made with."""

from __future__ import annotations

from django.db import models

from saleor_customer_mgmt.models.order import OrderRecord


class OrderDigests(models.Model):
    """The value digests of one order (``core.value_digests``), in one run, and the recipe of all that is
    derived of the order's facts (``core.recipe``).

    A narrow table of its own, so that all of it is read at once to judge everything. It says nothing about
    people, and stays when the evidence goes.
    """

    # Written with the order by one service, so no constraint: the check would cost each order a look-up.
    order = models.OneToOneField(
        OrderRecord, primary_key=True, on_delete=models.CASCADE, related_name="digests", db_constraint=False
    )
    digests = models.BinaryField()
    recipe = models.IntegerField(db_index=True)
