"""Qoo10 order CSV, 44 columns, 45 with ギフト注文, and the 15 of the shipping file (docs/formats/qoo10.md).

Columns: index ids 17749475701 (45), 45260133438 (44), 27387923326 (15). 注文番号 is that of an item; what
was bought together has one カート番号, so that is the order (manual.sokuhan.jp, ordertable-qoo10). Words for
the state: index id 22512308165.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.whole import live, sum_of, whole_status

_STATUS = {
    "配送中": OrderStatus.FULFILLED,
    "配送完了": OrderStatus.FULFILLED,
    "再配送中": OrderStatus.FULFILLED,
    "返品要請": OrderStatus.FULFILLED,
    "返品中": OrderStatus.FULFILLED,
    "返品完了": OrderStatus.RETURNED,
    "未受取返金完了": OrderStatus.RETURNED,
    "キャンセル完了": OrderStatus.CANCELLED,
    "未納の注文のキャンセル": OrderStatus.CANCELLED,
}
"""All others (配送待ち, 配送要請, 配送準備, キャンセル要請, キャンセル中) are under way."""

_BUYER = PersonColumns(
    name=("購入者名",),
    kana=("購入者名(フリガナ)",),
    phones=(("購入者電話番号",), ("購入者携帯電話番号",)),
)
"""There is no e-mail address, and the only address is the ship-to's."""
_RECIPIENT = PersonColumns(
    name=("受取人名",),
    kana=("受取人名(フリガナ)",),
    phones=(("受取人電話番号",), ("受取人携帯電話番号",)),
    postal_code=("郵便番号",),
    address=("住所",),
)


def read(order: OrderRows) -> OrderFacts:
    items = once(order.rows, "注文番号")
    left = live(items, _status)
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日"),
        status=whole_status(map(_status, items)),
        status_text=order.words("配送状態"),
        buyer=_BUYER.read(_with_dashes_out(order.agreed)),
        recipients=recipients(map(_recipient, order.rows)),
        total=sum_of(map(_paid, left)),
        currency="JPY",
        shipping_method=order.first("配送方法"),
        lines=tuple(map(_line, left)) if order.has("商品名") else None,
    )


def _status(row: Row) -> OrderStatus | None:
    word = row.get("配送状態")
    return _STATUS.get(word, OrderStatus.PLACED) if word else None


def _paid(row: Row) -> Decimal | None:
    """Return what the buyer paid for an item, shipping left out: no column tells its amount."""
    paid = row.amount("購入者決済金額")
    return row.amount("注文金額の合計") if paid is None else paid


def _with_dashes_out(get: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Take a lone hyphen for an empty cell: so Qoo10 writes a phone number that there is not."""

    def cell(column: str) -> str | None:
        text = get(column)
        return "" if text == "-" else text

    return cell


def _recipient(row: Row) -> Person:
    person = _RECIPIENT.read(_with_dashes_out(row.get))
    country = row.get("国家")
    return dataclasses.replace(person, country=country) if country is not None else person


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("販売者商品コード") or row.get("商品番号") or "",
        product=cells.joined((row.get("商品名"), row.get("オプション情報")), " ") or "",
        quantity=row.quantity("数量"),
        unit_price=row.amount("販売価格"),
        line_id=row.get("注文番号") or "",
    )


FORMAT = Format(
    name="qoo10",
    title="Qoo10",
    source="qoo10",
    orders=Sheet(
        number="カート番号",
        signature=("カート番号", "注文番号"),
        any_of=("配送状態", "購入者名", "受取人名"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("配送状態 注文番号 注文日 購入者決済金額 注文金額の合計 配送方法 国家")
        | columns("商品名 商品番号 販売者商品コード オプション情報 数量 販売価格"),
    ),
    read=read,
)
