"""What an export says of customers and of orders: a head, and a row for each of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import islice
from typing import Any, TypeVar

from django.db.models import F, Model, OrderBy, QuerySet

from saleor_customer_mgmt import conf
from saleor_customer_mgmt.core.counting import Reason
from saleor_customer_mgmt.core.decisions import OrderId
from saleor_customer_mgmt.core.facts import Person
from saleor_customer_mgmt.exporters import Cell
from saleor_customer_mgmt.models import Customer, CustomerLabel, OrderLabel, OrderRecord, WatchMark
from saleor_customer_mgmt.models.codec import person_from_json
from saleor_customer_mgmt.selectors.groups import groups_of
from saleor_customer_mgmt.selectors.listing import Listing
from saleor_customer_mgmt.selectors.marks import in_force

Row = TypeVar("Row", bound=Model)

AT_ONCE = 1000
"""Rows whose labels and groups are asked for together."""

CUSTOMERS = {
    "customer": "顧客ID",
    "name": "氏名",
    "kana": "フリガナ",
    "email": "メールアドレス",
    "phone": "電話番号",
    "address": "住所",
    "purchases": "購入回数",
    "orders": "注文件数",
    "cancelled": "キャンセル件数",
    "returned": "返品件数",
    "total": "購入金額",
    "currency": "通貨",
    "other_totals": "他の通貨の購入金額",
    "first_order": "最初の注文",
    "last_order": "最後の注文",
    "first_purchase": "最初の購入",
    "last_purchase": "最後の購入",
    "sources": "注文元",
    "groups": "グループ",
    "labels": "ラベル",
    "watchlist": "要注意",
}
ORDERS = {
    "source": "注文元",
    "order_number": "注文番号",
    "placed": "注文日時",
    "status": "状態",
    "status_text": "注文元での状態",
    "customer": "顧客ID",
    "is_purchase": "購入に数える",
    "total": "合計金額",
    "currency": "通貨",
    "refunded": "返金額",
    "payment_method": "支払方法",
    "shipping_method": "配送方法",
    "channel": "店舗",
    "name": "注文者氏名",
    "kana": "注文者フリガナ",
    "email": "注文者メールアドレス",
    "phone": "注文者電話番号",
    "postal_code": "注文者郵便番号",
    "address": "注文者住所",
    "company": "注文者会社名",
    "items": "商品",
    "labels": "ラベル",
}
_STATUS = {
    "placed": "受付済み",
    "fulfilled": "発送済み",
    "cancelled": "キャンセル",
    "returned": "返品",
    "unfinished": "未完了",
    "account": "会員登録",
}


def head(columns: dict[str, str], language: str) -> list[Cell]:
    """Return the names of columns in ``en`` or ``ja``."""
    return list(columns.values() if language == "ja" else columns)


def customer_rows(
    found: Listing[Customer], order: Sequence[OrderBy], *, zone: tzinfo
) -> Iterator[list[Cell]]:
    """Yield the rows of customers; moments in ``zone``. In a transaction, or they may change meanwhile."""
    for page in _pages(found.sorted(order)):
        ids = [row.id for row in page]
        labels = _texts(CustomerLabel.objects.filter(anchor__customer_id__in=ids), "anchor__customer_id")
        groups = groups_of(ids)
        watched = _levels(ids)
        for row in page:
            yield [
                *(row.public_id, row.name, row.kana, row.email, row.phone, row.address),
                *(row.purchase_count, row.order_count, row.cancelled_count, row.returned_count),
                *(row.spent, conf.currency(), _others(row.totals)),
                *(
                    _at(moment, zone)
                    for moment in (
                        *(row.first_order_at, row.last_order_at),
                        *(row.first_purchase_at, row.last_purchase_at),
                    )
                ),
                ", ".join(row.sources),
                ", ".join(group.name for group in groups.get(row.id, ())),
                ", ".join(labels.get(row.id, ())),
                watched.get(row.id, ""),
            ]


def order_rows(
    found: Listing[OrderRecord], order: Sequence[OrderBy], *, zone: tzinfo, language: str
) -> Iterator[list[Cell]]:
    """Yield the rows of orders, one for each; moments in ``zone``. In a transaction, as above."""
    rows = found.sorted(order).select_related("customer", "evidence").prefetch_related("lines")
    for page in _pages(rows):
        ids = [row.id for row in page]
        labels = _texts(OrderLabel.objects.filter(order_id__in=ids), "order_id")
        for row in page:
            buyer = person_from_json(row.evidence.people["buyer"])
            yield [
                *(row.source, row.number, _at(row.placed_at, zone)),
                _STATUS.get(row.status, row.status) if language == "ja" else row.status,
                *(row.status_text, row.customer.public_id),
                int(row.count_reason == Reason.COUNTS),
                *(row.total, row.currency, row.refunded),
                *(row.payment_method, row.shipping_method, row.channel),
                *_told(buyer),
                "; ".join(f"{line.sku or line.product} x{line.quantity}" for line in row.lines.all()),
                ", ".join(labels.get(row.id, ())),
            ]


def _pages(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    found = rows.iterator(AT_ONCE)
    while page := list(islice(found, AT_ONCE)):
        yield page


def _told(buyer: Person) -> Iterator[Cell]:
    yield from (buyer.name, buyer.kana, ", ".join(buyer.emails or ()), ", ".join(buyer.phones or ()))
    yield from (buyer.postal_code, buyer.address, buyer.company)


def _at(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return None if moment is None else moment.astimezone(zone)


def _others(totals: dict[str, str]) -> str:
    return "; ".join(
        f"{currency} {amount}" for currency, amount in sorted(totals.items()) if currency != conf.currency()
    )


def _texts(labels: Any, owner: str) -> dict[OrderId, list[str]]:
    found: dict[OrderId, dict[str, None]] = {}
    for key, text in labels.order_by("text", "id").annotate(owner=F(owner)).values_list("owner", "text"):
        found.setdefault(key, {})[text] = None
    return {key: list(texts) for key, texts in found.items()}


def _levels(customers: Sequence[OrderId]) -> dict[OrderId, str]:
    """Return at which level of the watchlist customers are: who is blocked is not merely watched."""
    rows = WatchMark.objects.filter(in_force(), anchor__customer_id__in=customers)
    found: dict[OrderId, str] = {}
    for customer, level in rows.values_list("anchor__customer_id", "level"):
        if found.get(customer) != WatchMark.Level.BLOCK:
            found[customer] = level
    return found
