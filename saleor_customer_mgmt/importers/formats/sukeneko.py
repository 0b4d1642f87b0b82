"""助ネコ order CSV, any choice of columns (docs/formats/sukeneko.md).

Columns and kinds of goods: public readers of the file (order-formats 9c); the kinds of state are the shop's
own, those of www.sukeneko.com/order/feature.html (新規受注, 入金待ち, 発送待ち, 発送作業) are under way.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.malls import managed_order
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.sold import SoldRow
from saleor_customer_mgmt.importers.statuses import status_of

_GOODS = ("商品", "セット商品")
"""Not 内訳商品 (the parts of a set), 販促品, 送料, 値引, 非商品."""


def _person(who: str, emails: tuple[str, ...] = (), member_id: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}名(姓)", f"{who}名(名)"),
        kana=(f"{who}名(セイ)", f"{who}名(メイ)"),
        emails=emails,
        phones=((f"{who}電話番号",),),
        postal_code=(f"{who}郵便番号",),
        address=(f"{who}住所(都道府県)", f"{who}住所(市区町村)", f"{who}住所(市区町村以降)"),
        building=(f"{who}住所(建物名等)",),
        company=(f"{who}会社名",),
        member_id=member_id,
    )


_BUYER = _person("注文者", emails=("注文者メールアドレス",), member_id=("会員番号(自社サイト)",))
_RECIPIENT = _person("お届け先")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("最終ステータス")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment_in_parts("注文日", "注文時間"),
        status=_status(status),
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("合計請求金額"),
        currency="JPY",
        payment_method=order.first("決済方法"),
        shipping_method=order.first("送り状種別"),
        lines=_lines(order),
        channel=order.first("受注ルート"),
    )


def _status(word: str | None) -> OrderStatus | None:
    if word and "キャンセル" in word and "待" not in word:
        return OrderStatus.CANCELLED
    return status_of(word)


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has("商品名", "自社商品コード", "商品コード(助ネコ)"):
        return None
    return tuple(map(_line, filter(_is_goods, order.rows)))


def _is_goods(row: Row) -> bool:
    """A row of less than nothing is a coupon, whatever its kind says."""
    kind = row.get("商品種別")
    return (not kind or kind in _GOODS) and not (row.get("個数") or "").startswith("-")


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("自社商品コード") or row.get("商品コード(店舗)") or row.get("商品コード(助ネコ)") or "",
        product=row.get("商品名") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("単価"),
    )


def sold(row: SoldRow) -> tuple[str, str]:
    return managed_order(row, "sukeneko", ("受注ルート", row.get("受注ルート")), row.number)


FORMAT = Format(
    name="sukeneko",
    title="助ネコ",
    source=None,
    orders=Sheet(
        number="受注番号",
        signature=("受注ルート", "受注番号"),
        any_of=("注文者名(姓)", "商品種別", "最終ステータス", "処理ルート"),
        source="受注ルート",
        sold=sold,
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("受注ルート 注文日 注文時間 最終ステータス 合計請求金額 決済方法 送り状種別")
        | columns("商品種別 商品名 自社商品コード 商品コード(店舗) 商品コード(助ネコ) 個数 単価"),
    ),
    read=read,
)
