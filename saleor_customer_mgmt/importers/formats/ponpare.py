"""ポンパレモール, closed in 2022: a relative of Rakuten's old file (docs/formats/ponpare.md).

Columns: order-formats 1d. There is no e-mail address.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import status_of

_TOTALS = ("請求金額(-99999=無効値)", "合計金額(-99999=無効値)")


def _person(who: str) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}名字", f"{who}名前"),
        kana=(f"{who}名字フリガナ", f"{who}名前フリガナ"),
        phones=((f"{who}電話番号",),),
        postal_code=(f"{who}郵便番号1", f"{who}郵便番号2"),
        address=(f"{who}住所:都道府県", f"{who}住所:市区町村以降"),
    )


_BUYER = _person("注文者")
_RECIPIENT = _person("送付先")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("受注ステータス")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時"),
        status=status_of(status),
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount(*_TOTALS, sentinels=True),
        currency="JPY",
        payment_method=order.first("決済方法"),
        shipping_method=order.first("配送方法"),
        lines=tuple(map(_line, order.rows)) if order.has("商品名", "商品管理ID") else None,
    )


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("商品ID(表示用)") or row.get("商品管理ID") or row.get("商品ID") or "",
        product=cells.joined((row.get("商品名"), row.get("購入オプション")), " ") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("単価", sentinels=True),
    )


FORMAT = Format(
    name="ponpare",
    title="ポンパレモール",
    source="ponpare",
    orders=Sheet(
        number="注文番号",
        signature=("注文番号", "注文者名字"),
        any_of=("商品管理ID", "商品ID(表示用)", "注文者住所:市区町村以降", "受注ステータス"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("注文日時 受注ステータス 決済方法 配送方法 商品名 商品管理ID 商品ID 商品ID(表示用)")
        | columns("購入オプション 個数 単価")
        | frozenset(_TOTALS),
    ),
    read=read,
)
