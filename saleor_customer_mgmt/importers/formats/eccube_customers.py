"""Customer CSV of EC-CUBE 4 and of EC-CUBE 2.13 (docs/formats/eccube.md).

Columns: EC-CUBE/ec-cube, dtb_csv.csv; EC-CUBE/ec-cube2, html/install/sql/insert_data.sql (csv_id 2).
"""

from __future__ import annotations

import dataclasses

from saleor_customer_mgmt.core.facts import OrderFacts, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.accounts import account
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet, columns
from saleor_customer_mgmt.importers.people import PersonColumns

_GONE = "@dummy.dummy"
"""EC-CUBE 4 puts sixty random characters and this in the place of the address of who has left."""
_OF_ORDERS = (
    *("注文番号", "注文ID", "注文日時", "受注日", "対応状況", "対応状況(ID)", "対応状況(名称)"),
    *("注文詳細ID", "明細区分(ID)", "支払合計", "お支払い合計", "配送情報ID", "配送先_お名前(姓)"),
)
"""Of a file that has one of these no customer file is made, whatever it lacks."""

_IN_4 = PersonColumns(
    name=("お名前(姓)", "お名前(名)"),
    kana=("お名前(セイ)", "お名前(メイ)"),
    emails=("メールアドレス",),
    phones=(("TEL",),),
    postal_code=("郵便番号",),
    address=("都道府県(名称)", "住所1"),
    building=("住所2",),
    birthday=("誕生日",),
    company=("会社名",),
)
_IN_2 = PersonColumns(
    name=("お名前(姓)", "お名前(名)"),
    kana=("お名前(フリガナ・姓)", "お名前(フリガナ・名)"),
    emails=("E-MAIL",),
    phones=(("TEL1", "TEL2", "TEL3"),),
    postal_code=("郵便番号1", "郵便番号2"),
    address=("都道府県", "住所1"),
    building=("住所2",),
    birthday=("誕生日",),
    company=("会社名",),
)


def read_4(order: OrderRows) -> OrderFacts:
    status = cells.first_of((order.first("会員ステータス(名称)"), order.first("会員ステータス(ID)")))
    return account(
        order,
        _without_address_of_the_gone(_IN_4.read(order.agreed)),
        registered_at=order.moment("登録日"),
        status=status,
        note=order.agreed("ショップ用メモ欄"),
        points=order.agreed("ポイント"),
    )


def _without_address_of_the_gone(person: Person) -> Person:
    kept = tuple(each for each in person.emails or () if not each.casefold().endswith(_GONE))
    return person if person.emails is None else dataclasses.replace(person, emails=kept)


def read_2(order: OrderRows) -> OrderFacts:
    return account(
        order,
        _IN_2.read(order.agreed),
        registered_at=order.moment("登録日"),
        note=order.agreed("備考"),
        points=order.agreed("ポイント残高"),
    )


FORMATS = (
    Format(
        name="eccube-customers",
        title="EC-CUBE 4 customers",
        source="eccube",
        orders=Sheet(
            number="会員ID",
            signature=("会員ID", "お名前(姓)"),
            any_of=(
                *("会員ステータス(ID)", "会員ステータス(名称)"),
                *("初回購入日", "最終購入日", "購入回数", "登録日", "ポイント"),
            ),
            without=(*_OF_ORDERS, "E-MAIL", "TEL1", "郵便番号1", "ポイント残高", "お名前(フリガナ・姓)"),
            columns=_IN_4.columns()
            | columns("会員ステータス(ID) 会員ステータス(名称) 登録日 ショップ用メモ欄 ポイント"),
            accounts=True,
        ),
        read=read_4,
    ),
    Format(
        name="eccube2-customers",
        title="EC-CUBE 2 customers",
        source="eccube2",
        orders=Sheet(
            number="会員ID",
            signature=("会員ID", "お名前(姓)"),
            any_of=("E-MAIL", "TEL1", "ポイント残高", "お名前(フリガナ・名)"),
            without=(*_OF_ORDERS, "会員ステータス(ID)", "会員ステータス(名称)", "電話番号1"),
            columns=_IN_2.columns() | columns("登録日 備考 ポイント残高"),
            accounts=True,
        ),
        read=read_2,
    ),
)
