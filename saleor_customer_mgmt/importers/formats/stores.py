"""STORES order CSV (docs/formats/stores.md).

Only names of columns are known, from public readers of the file (index ids 5679251012, 55609861342,
59173327365): the header is not complete, and how the rest is called is guessed where the page says so.
"""

from __future__ import annotations

import re

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import status_of
from saleor_customer_mgmt.importers.whole import live, whole_status

_NUMBER = re.compile(r"\d{6,12}", re.ASCII)


def _person(of: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"氏({of})", f"名({of})"),
        emails=emails,
        phones=((f"電話番号({of})",),),
        postal_code=(f"郵便番号({of})",),
        address=(f"都道府県({of})", f"住所({of})"),
    )


_BUYER = _person("購入者", emails=("メールアドレス",))
_RECIPIENT = _person("配送先")


def read(order: OrderRows) -> OrderFacts:
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("オーダー日時") or order.moment("オーダー日"),
        status=whole_status(map(_status, order.rows)),
        status_text=order.words("ステータス"),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("合計"),
        currency="JPY",
        payment_method=order.first("支払い方法"),
        lines=tuple(map(_line, live(order.rows, _status))) if order.has("アイテム名") else None,
    )


def _status(row: Row) -> OrderStatus | None:
    word = row.get("ステータス")
    return OrderStatus.CANCELLED if word and "キャンセル" in word else status_of(word)


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("品番") or "",
        product=cells.joined((row.get("アイテム名"), row.get("種類")), " ") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("単価"),
    )


FORMAT = Format(
    name="stores",
    title="STORES",
    source="stores",
    orders=Sheet(
        number="オーダー番号",
        number_pattern=_NUMBER,
        signature=("オーダー番号",),
        any_of=("氏(購入者)", "アイテム名", "氏(配送先)"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("オーダー日時 オーダー日 ステータス 合計 支払い方法 アイテム名 種類 品番 個数 単価"),
    ),
    read=read,
)
