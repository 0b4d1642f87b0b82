"""EC-CUBE 4 order CSV, 4.0 to 4.3 and any choice of columns (docs/formats/eccube.md).

Columns and codes: EC-CUBE/ec-cube, src/Eccube/Resource/doctrine/import_csv/ja/dtb_csv.csv and
mtb_order_status.csv. 送料 occurs twice in the header: neither is read.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import status_of

_STATUS = {
    "1": OrderStatus.PLACED,
    "3": OrderStatus.CANCELLED,
    "4": OrderStatus.PLACED,
    "5": OrderStatus.FULFILLED,
    "6": OrderStatus.PLACED,
    "7": OrderStatus.UNFINISHED,
    "8": OrderStatus.UNFINISHED,
    "9": OrderStatus.RETURNED,
}
"""1 new, 3 cancelled, 4 in progress, 5 shipped, 6 paid, 7 payment and 8 purchase begun, 9 returned.
Codes that a shop added are known by their name."""

_PRODUCT = ("1", "商品")
_NO_PRODUCTS = ("送料", "手数料", "割引", "値引き", "税", "ポイント")


def _person(prefix: str, emails: tuple[str, ...] = (), **more: tuple[str, ...]) -> PersonColumns:
    return PersonColumns(
        name=(f"{prefix}お名前(姓)", f"{prefix}お名前(名)"),
        kana=(f"{prefix}お名前(セイ)", f"{prefix}お名前(メイ)"),
        emails=emails,
        phones=((f"{prefix}TEL",),),
        postal_code=(f"{prefix}郵便番号",),
        address=(f"{prefix}都道府県(名称)", f"{prefix}住所1"),
        building=(f"{prefix}住所2",),
        company=(f"{prefix}会社名",),
        **more,
    )


_BUYER = _person("", emails=("メールアドレス",), birthday=("誕生日",), member_id=("会員ID",))
_RECIPIENT = _person("配送先_")


def read(order: OrderRows) -> OrderFacts:
    code, name = order.first("対応状況(ID)"), order.first("対応状況(名称)")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("受注日"),
        status=_STATUS.get(code or "") or status_of(cells.first_of((name, code))),
        status_text=cells.first_of((name, code)),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("支払合計", "合計"),
        currency="JPY",
        payment_method=order.first("支払方法(名称)"),
        shipping_method=order.first("配送業者(名称)"),
        lines=_lines(order),
        shipped_at=order.latest("発送日"),
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    if not order.has("商品名", "商品コード"):
        return None
    rows = [row for row in order.rows if _is_product(row)]
    return tuple(map(_line, once(rows, "注文詳細ID", "出荷ID")))


def _is_product(row: Row) -> bool:
    """Tell products from shipping, fees, discounts, tax and points, which have rows of their own."""
    kind = cells.first_of((row.get("明細区分(ID)"), row.get("明細区分(名称)")))
    if kind:
        return kind in _PRODUCT
    return bool(row.get("商品コード")) or row.get("商品名") not in ("", None, *_NO_PRODUCTS)


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("商品コード") or row.get("商品ID") or "",
        product=cells.joined(map(row.get, ("商品名", "規格分類名1", "規格分類名2")), " ") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("価格"),
        line_id=row.get("注文詳細ID") or "",
    )


FORMAT = Format(
    name="eccube",
    title="EC-CUBE 4",
    source="eccube",
    orders=Sheet(
        number="注文番号",
        signature=("注文番号", "お名前(姓)"),
        any_of=("対応状況(ID)", "対応状況(名称)", "明細区分(ID)", "注文詳細ID", "配送先_お名前(姓)"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns(
            "対応状況(ID) 対応状況(名称) 受注日 支払合計 合計 支払方法(名称) 配送業者(名称) 出荷ID 発送日"
        )
        | columns("明細区分(ID) 明細区分(名称) 注文詳細ID 商品ID 商品コード 商品名")
        | columns("規格分類名1 規格分類名2 価格 個数"),
    ),
    read=read,
)
