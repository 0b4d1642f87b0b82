"""がんばれ店長 order CSV, as a Welcart plug-in writes it (docs/formats/ponpare.md).

Columns: index id 17728039546; those of the ship-to are taken to be named as the buyer's are.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns, recipients


def _person(who: str, emails: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}名字", f"{who}名前"),
        kana=(f"{who}名字フリガナ", f"{who}名前フリガナ"),
        emails=emails,
        phones=((f"{who}電話番号",),),
        postal_code=(f"{who}郵便番号",),
        address=(f"{who}住所:都道府県", f"{who}住所:市区町村", f"{who}住所:番地"),
        building=(f"{who}住所:ビル名",),
    )


_BUYER = _person("注文者", emails=("メールアドレス",))
_RECIPIENT = _person("送付先")


def read(order: OrderRows) -> OrderFacts:
    """The file has no column for the state of an order."""
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時"),
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("請求金額"),
        currency="JPY",
        payment_method=order.first("決済方法"),
        shipping_method=order.first("配送方法"),
        lines=tuple(map(_line, order.rows)),
    )


def _line(row: Row) -> LineFacts:
    return LineFacts(
        sku=row.get("SKUコード") or row.get("商品コード") or "",
        product=cells.joined((row.get("商品名"), row.get("SKU名")), " ") or "",
        quantity=row.quantity("個数"),
        unit_price=row.amount("単価"),
    )


FORMAT = Format(
    name="ganbare",
    title="がんばれ店長",
    source="ganbare",
    orders=Sheet(
        number="受注番号",
        signature=("受注番号", "注文者名字", "商品コード"),
        any_of=("SKUコード", "注文者住所:市区町村", "注文者電話番号", "消費税区分"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns("注文日時 請求金額 決済方法 配送方法 商品名 商品コード SKU名 SKUコード 個数 単価"),
    ),
    read=read,
)
