"""BASE order CSV (docs/formats/base.md).

Columns: index id 10887034338 and, with a shop's file before it, 57025666661: a row is a product or an option
of the product above it; 発送状況 is the state of the order; 合計金額 is the price of the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import status_of
from saleor_customer_mgmt.importers.whole import live, sum_of, whole_status

_OPTION = re.compile(r"商品オプション[「『](.*)[」』]")


def _person(of: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"氏({of})", f"名({of})"),
        emails=emails,
        phones=((f"電話番号({of})",),),
        postal_code=(f"郵便番号({of})",),
        address=(f"都道府県({of})", f"住所({of})"),
        building=(f"住所2({of})",),
    )


_BUYER = _person("請求先", emails=("メールアドレス(請求先)",))
_RECIPIENT = _person("配送先")


def read(order: OrderRows) -> OrderFacts:
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時"),
        status=whole_status(map(_status, order.rows)),
        status_text=order.words("発送状況"),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=_total(order),
        currency="JPY",
        payment_method=order.first("支払い方法"),
        lines=_lines(order) if order.has("商品名", "商品ID") else None,
    )


def _status(row: Row) -> OrderStatus | None:
    word = row.get("発送状況")
    return OrderStatus.CANCELLED if word and "キャンセル" in word else status_of(word)


def _total(order: OrderRows) -> Decimal | None:
    """Add up the rows, and what is told once for all: shipping, cash on delivery, what was adjusted.

    Where 合計金額 is not price times quantity it is the whole order's and says so on every row.
    """
    rows = live(order.rows, _status)
    prices = [row.amount("合計金額", signed=True) for row in rows]
    if not all(price == _price(row) for row, price in zip(rows, prices, strict=True)):
        return max(prices[0], Decimal(0)) if prices[0] is not None and len(set(prices)) == 1 else None
    fees = [order.amount("送料"), order.amount("代引き手数料")]
    adjusted = order.holder("調整金額").amount("調整金額", signed=True)
    total = sum_of((*prices, *fees, adjusted))
    return None if total is None else max(total, Decimal(0))


def _price(row: Row) -> Decimal | None:
    each = row.amount("価格", signed=True)
    return None if each is None else each * row.quantity("数量")


def _lines(order: OrderRows) -> tuple[LineFacts, ...]:
    """Put each option to the product above it: its words and what it costs."""
    products: list[list[Row]] = []
    for row in live(order.rows, _status):
        if _OPTION.fullmatch(row.get("商品名") or "") and products:
            products[-1].append(row)
        else:
            products.append([row])
    return tuple(map(_line, products))


def _line(rows: Sequence[Row]) -> LineFacts:
    row, *options = rows
    words = [row.get("商品名"), row.get("バリエーション")]
    for option in options:
        name = _OPTION.fullmatch(option.get("商品名") or "")
        words.append(cells.joined((name[1] if name else "", option.get("バリエーション")), ":"))
    return LineFacts(
        sku=row.get("種類コード") or row.get("商品コード") or row.get("商品ID") or "",
        product=cells.joined(words, " ") or "",
        quantity=row.quantity("数量"),
        unit_price=sum_of(each.amount("価格", signed=True) for each in rows),
    )


FORMAT = Format(
    name="base",
    title="BASE",
    source="base",
    orders=Sheet(
        number="注文ID",
        signature=("注文ID",),
        any_of=("氏(請求先)", "メールアドレス(請求先)", "種類ID"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("注文日時 発送状況 支払い方法 合計金額 送料 代引き手数料 調整金額 商品名 商品ID")
        | columns("バリエーション 価格 数量 商品コード 種類コード 種類ID"),
    ),
    read=read,
)
