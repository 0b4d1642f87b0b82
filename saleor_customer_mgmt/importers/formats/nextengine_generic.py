"""NEXT ENGINE 汎用受注CSV: what carts and malls write for NEXT ENGINE (docs/formats/nextengine.md).

Columns: manual.next-engine.net 5552; Rasukarusan/go-jyuchucsv cmd/hanyo.go (39); manual.aiship.jp
(ネクストエンジン形式（汎用）). No column tells the shop: a number of Rakuten or Amazon does, else the caller.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.malls import mall_order
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.sold import NoKey, SoldRow

_NOT_SENT = ("", "0", "未", "未出荷")

_BUYER = PersonColumns(
    name=("受注名",),
    kana=("受注名カナ",),
    emails=("受注メールアドレス",),
    phones=(("受注電話番号",),),
    postal_code=("受注郵便番号",),
    address=("受注住所1",),
    building=("受注住所2",),
)
_RECIPIENT = PersonColumns(
    name=("発送先名",),
    kana=("発送先カナ",),
    phones=(("発送電話番号",),),
    postal_code=("発送郵便番号",),
    address=("発送先住所1",),
    building=("発送先住所2",),
)


def read(order: OrderRows) -> OrderFacts:
    sent = order.first("出荷済フラグ")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("受注日"),
        status=_status(sent),
        status_text=None if sent is None else "" if sent in _NOT_SENT else "出荷済",
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("合計金額"),
        currency="JPY",
        payment_method=order.first("支払方法"),
        shipping_method=order.first("発送方法"),
        lines=tuple(map(_line, order.rows)) if order.has("商品コード", "商品名") else None,
    )


def _status(sent: str | None) -> OrderStatus | None:
    """Cancelled orders are not in these files; a file without the flag does not tell."""
    if sent is None:
        return None
    return OrderStatus.PLACED if sent in _NOT_SENT else OrderStatus.FULFILLED


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("商品コード") or "",
        product=cells.joined((row.get("商品名"), row.get("商品オプション")), " ") or "",
        quantity=row.quantity("受注数量"),
        unit_price=row.amount("商品価格"),
    )


def sold(row: SoldRow) -> tuple[str, str]:
    mall = mall_order("", row.number)
    if row.source is not None:
        return row.source, row.number
    if mall is None:
        reason = "where was this order sold? Give a source: no column of these files tells it"
        raise NoKey("店舗伝票番号", reason)
    return mall


FORMAT = Format(
    name="nextengine-generic",
    title="NEXT ENGINE 汎用受注CSV",
    source=None,
    orders=Sheet(
        number="店舗伝票番号",
        signature=("店舗伝票番号",),
        any_of=("受注名", "受注メールアドレス", "受注電話番号", "受注数量"),
        sold=sold,
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("受注日 出荷済フラグ 合計金額 支払方法 発送方法 商品コード 商品名 商品オプション")
        | columns("受注数量 商品価格"),
    ),
    read=read,
)
