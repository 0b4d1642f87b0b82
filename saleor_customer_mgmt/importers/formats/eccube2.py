"""EC-CUBE 2.13 order CSV: one row for each order, without its goods (docs/formats/eccube.md).

Columns: EC-CUBE/eccube-2_13, html/install/sql/insert_data.sql (dtb_csv and the constants ORDER_NEW …).
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import OrderFacts, OrderStatus
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns
from saleor_customer_mgmt.importers.statuses import status_of

_STATUS = {
    "1": OrderStatus.PLACED,
    "2": OrderStatus.PLACED,
    "3": OrderStatus.CANCELLED,
    "4": OrderStatus.PLACED,
    "5": OrderStatus.FULFILLED,
    "6": OrderStatus.PLACED,
    "7": OrderStatus.UNFINISHED,
}
"""1 new, 2 waits for payment, 3 cancelled, 4 on back order, 5 shipped, 6 paid, 7 payment begun. A shop
may have put names in their place."""

_BUYER = PersonColumns(
    name=("お名前(姓)", "お名前(名)"),
    # The product's own names: the second has no ・.
    kana=("お名前(フリガナ・姓)", "お名前(フリガナ名)"),
    emails=("メールアドレス",),
    phones=(("電話番号1", "電話番号2", "電話番号3"),),
    postal_code=("郵便番号1", "郵便番号2"),
    address=("都道府県", "住所1"),
    building=("住所2",),
    birthday=("生年月日",),
    company=("会社名",),
    member_id=("会員ID",),
)


def read(order: OrderRows) -> OrderFacts:
    status = order.first("対応状況")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時"),
        status=_STATUS.get(status or "") or status_of(status),
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        total=order.amount("お支払い合計", "合計"),
        currency="JPY",
        payment_method=order.first("支払い方法"),
        shipped_at=order.moment("発送完了日時"),
    )


FORMAT = Format(
    name="eccube2",
    title="EC-CUBE 2",
    # Not `eccube`: a shop that moved to EC-CUBE 4 may have begun again with order 1.
    source="eccube2",
    orders=Sheet(
        number="注文番号",
        signature=("注文番号", "お名前(姓)"),
        any_of=("配送情報ID", "お名前(フリガナ・姓)", "電話番号1", "郵便番号1", "注文日時"),
        without=("明細区分(ID)", "対応状況(ID)", "対応状況(名称)", "注文詳細ID", "配送先_お名前(姓)"),
        columns=_BUYER.columns() | columns("注文日時 発送完了日時 対応状況 お支払い合計 合計 支払い方法"),
    ),
    read=read,
)
