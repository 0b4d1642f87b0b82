"""Makeshop order CSV, of columns that the shop chooses (docs/formats/makeshop.md).

Columns: manual.makeshop.jp article 33957532168345, of which only the beginning could be read, and a reader
of the file (index id 9029079928: JANコード, 商品名, 商品価格, 個数). The page tells what is guessed.
"""

from __future__ import annotations

import re
from datetime import datetime

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

_NUMBER = re.compile(r"P\d{6,}", re.ASCII)
_CLOCK = re.compile(r"\d{1,6}", re.ASCII)
_STATUS = {
    "未処理": OrderStatus.PLACED,
    "配送": OrderStatus.FULFILLED,
    "注文キャンセル": OrderStatus.CANCELLED,
    "返送": OrderStatus.RETURNED,
}

_BUYER = PersonColumns(
    name=("注文者",),
    kana=("注文者(振り仮名)",),
    emails=("注文者メールアドレス",),
    phones=(("注文者電話番号",), ("注文者携帯電話番号",)),
    postal_code=("注文者郵便番号",),
    address=("注文者住所",),
    company=("会社名",),
    member_id=("会員ID",),
)
_RECIPIENT = PersonColumns(
    name=("お届け先",),
    kana=("お届け先(振り仮名)",),
    phones=(("お届け先電話番号",),),
    postal_code=("お届け先郵便番号",),
    address=("お届け先住所",),
)


def read(order: OrderRows) -> OrderFacts:
    status = order.first("処理状況")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=_placed_at(order),
        status=_STATUS.get(status, OrderStatus.PLACED) if status else None,
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("合計金額"),
        currency="JPY",
        payment_method=order.first("決済方法"),
        lines=tuple(map(_line, order.rows)) if order.has("商品名") else None,
    )


def _placed_at(order: OrderRows) -> datetime | None:
    """Read 2022/8/10 and 103309, of which a spreadsheet has taken zeros off (93309 is 9:33:09)."""
    day, clock = order.first("日付"), order.first("注文時間") or ""
    if day and _CLOCK.fullmatch(clock):
        clock = clock.zfill(6)
        return order.read_moment(f"{day} {clock[:2]}:{clock[2:4]}:{clock[4:]}", "注文時間")
    return order.moment_in_parts("日付", "注文時間")


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("独自商品コード") or row.get("JANコード") or "",
        product=row.get("商品名") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("商品価格"),
    )


FORMAT = Format(
    name="makeshop",
    title="Makeshop",
    source="makeshop",
    orders=Sheet(
        number="注文番号",
        number_pattern=_NUMBER,
        signature=("注文番号", "処理状況"),
        any_of=("注文者", "注文時間", "注文者(振り仮名)", "商品価格"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("日付 注文時間 処理状況 合計金額 決済方法 商品名 独自商品コード JANコード 個数 商品価格"),
    ),
    read=read,
)
