"""Rakuten RMS order CSV since 2018, of any length and any template (docs/formats/rakuten.md)."""

from __future__ import annotations

import re

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once, recipients

NUMBER = re.compile(r"\d+-\d{8}-\w+", re.ASCII)
"""Shop, date and serial number, in the old and the new files."""

_STATUS = {
    "100": OrderStatus.PLACED,
    "200": OrderStatus.PLACED,
    "300": OrderStatus.PLACED,
    "400": OrderStatus.PLACED,
    "500": OrderStatus.FULFILLED,
    "600": OrderStatus.FULFILLED,
    "700": OrderStatus.FULFILLED,
    "800": OrderStatus.PLACED,
    "900": OrderStatus.CANCELLED,
}
"""600 and 700 (payment in progress, paid) come after 500 (shipped); 800 is a cancellation
that is not confirmed yet."""

_ADDRESS = ("都道府県", "郡市区", "それ以降の住所")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("ステータス")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時") or order.moment_in_parts("注文日", "注文時間"),
        status=_STATUS.get(status, OrderStatus.PLACED) if status else None,
        status_text=cells.joined((status, order.first("サブステータス")), " / "),
        buyer=Person(
            name=cells.joined((order.agreed("注文者姓"), order.agreed("注文者名")), " "),
            kana=cells.joined((order.agreed("注文者姓カナ"), order.agreed("注文者名カナ")), " "),
            emails=cells.several([order.agreed("注文者メールアドレス")]),
            phones=cells.several(
                [cells.phone_in_parts(*(order.agreed(f"注文者電話番号{n}") for n in "123"))]
            ),
            postal_code=cells.postal_code_in_parts(*(order.agreed(f"注文者郵便番号{n}") for n in "12")),
            address=cells.joined(order.agreed(f"注文者住所{part}") for part in _ADDRESS),
        ),
        recipients=recipients(_recipient(row) for row in order.rows),
        total=order.amount("請求金額", "合計金額", sentinels=True),
        currency="JPY",
        payment_method=order.first("支払方法名"),
        shipping_method=order.first("配送方法"),
        lines=_lines(order),
    )


def _recipient(row: Row) -> Person:
    return Person(
        name=cells.joined((row.get("送付先姓"), row.get("送付先名")), " "),
        kana=cells.joined((row.get("送付先姓カナ"), row.get("送付先名カナ")), " "),
        phones=cells.several([cells.phone_in_parts(*(row.get(f"送付先電話番号{n}") for n in "123"))]),
        postal_code=cells.postal_code_in_parts(*(row.get(f"送付先郵便番号{n}") for n in "12")),
        address=cells.joined(row.get(f"送付先住所{part}") for part in _ADDRESS),
    )


_SKU = ("システム連携用SKU番号", "商品番号", "SKU管理番号", "商品管理番号")
_PRODUCT = ("商品名", "項目・選択肢", "SKU情報")


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if all(order.rows[0].get(column) is None for column in (*_SKU, *_PRODUCT, "商品明細ID")):
        return None
    return tuple(
        LineFacts(
            sku=next((sku for column in _SKU if (sku := row.get(column))), ""),
            product=cells.joined((row.get(column) for column in _PRODUCT), " ") or "",
            quantity=row.quantity("個数"),
            unit_price=row.amount("単価", sentinels=True),
            line_id=row.get("商品明細ID") or "",
        )
        for row in once(order.rows, "商品明細ID", "送付先ID")
    )


FORMAT = Format(
    name="rakuten",
    title="Rakuten RMS",
    source="rakuten",
    orders=Sheet(
        number="注文番号",
        number_pattern=NUMBER,
        signature=("注文番号", "注文者姓"),
        any_of=("商品明細ID", "送付先ID", "商品管理番号", "注文者メールアドレス"),
        columns=columns(
            """
            注文番号 ステータス サブステータス 注文日時 注文日 注文時間 支払方法名 配送方法 請求金額 合計金額
            注文者郵便番号1 注文者郵便番号2 注文者住所都道府県 注文者住所郡市区
            注文者住所それ以降の住所
            注文者姓 注文者名 注文者姓カナ 注文者名カナ
            注文者電話番号1 注文者電話番号2 注文者電話番号3
            注文者メールアドレス 送付先ID 送付先郵便番号1 送付先郵便番号2
            送付先住所都道府県 送付先住所郡市区 送付先住所それ以降の住所
            送付先姓 送付先名 送付先姓カナ 送付先名カナ 送付先電話番号1 送付先電話番号2
            送付先電話番号3 商品明細ID 商品名 商品番号 商品管理番号 単価 個数 項目・選択肢 SKU管理番号

            システム連携用SKU番号 SKU情報
            """
        ),
    ),
    read=read,
)
