"""Rakuten RMS order CSV since 2018, of any length and any template (docs/formats/rakuten.md)."""

from __future__ import annotations

import re

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

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


def _person(who: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}姓", f"{who}名"),
        kana=(f"{who}姓カナ", f"{who}名カナ"),
        phones=((f"{who}電話番号1", f"{who}電話番号2", f"{who}電話番号3"),),
        postal_code=(f"{who}郵便番号1", f"{who}郵便番号2"),
        address=(f"{who}住所都道府県", f"{who}住所郡市区", f"{who}住所それ以降の住所"),
        emails=emails,
    )


_BUYER = _person("注文者", emails=("注文者メールアドレス",))
_RECIPIENT = _person("送付先")
_SKU = ("システム連携用SKU番号", "商品番号", "SKU管理番号", "商品管理番号")
_PRODUCT = ("商品名", "項目・選択肢", "SKU情報")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("ステータス")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時") or order.moment_in_parts("注文日", "注文時間"),
        status=_STATUS.get(status, OrderStatus.PLACED) if status else None,
        status_text=cells.joined((status, order.first("サブステータス")), " / "),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("請求金額", "合計金額", sentinels=True),
        currency="JPY",
        payment_method=order.first("支払方法名"),
        shipping_method=order.first("配送方法"),
        lines=_lines(order),
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has(*_SKU, *_PRODUCT, "商品明細ID"):
        return None
    return tuple(
        LineFacts(
            sku=next((sku for column in _SKU if (sku := row.get(column))), ""),
            product=cells.joined(map(row.get, _PRODUCT), " ") or "",
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
        # ポンパレモール says 名字 where Rakuten says 姓
        without=("注文者名字",),
        any_of=("商品明細ID", "送付先ID", "商品管理番号", "注文者メールアドレス"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns(
            """
            ステータス サブステータス 注文日時 注文日 注文時間 請求金額 合計金額 支払方法名 配送方法
            送付先ID 商品明細ID 商品名 商品番号 商品管理番号 単価 個数 項目・選択肢
            SKU管理番号 システム連携用SKU番号 SKU情報
            """
        ),
    ),
    read=read,
)
