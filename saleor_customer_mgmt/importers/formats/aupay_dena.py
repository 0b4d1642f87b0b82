"""au PAY マーケット when it was DeNA ショッピング and ビッダーズ, 65 columns (docs/formats/aupay.md).

The file has numbers of credit cards and the birthday of the card's holder: they are never read.
"""

from __future__ import annotations

from collections.abc import Sequence

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, equal_rows
from saleor_customer_mgmt.importers.formats.aupay import NUMBER
from saleor_customer_mgmt.importers.people import PersonColumns, filled, recipients

_NO = (None, "", "0", "N", "未", "いいえ")

_BUYER = PersonColumns(
    name=("【取引ナビ】名前",),
    kana=("【取引ナビ】落札者カナ",),
    emails=("Eメールアドレス", "【取引ナビ】落札者メールアドレス"),
    phones=(("【取引ナビ】電話番号",), ("【取引管理】電話番号",), ("【取引ナビ】落札者日中連絡先",)),
    address=("【取引ナビ】住所",),
)
_BUYER_AS_MANAGED = PersonColumns(name=("【取引管理】名前",), address=("【取引管理】住所",))
_RECIPIENT = PersonColumns(
    name=("【取引ナビ】送付先氏名",),
    kana=("【取引ナビ】送付先カナ",),
    phones=(("【取引ナビ】送付先電話番号",), ("【取引ナビ】送付先日中連絡先",)),
    address=("【取引ナビ】送付先住所",),
)


def read(order: OrderRows) -> OrderFacts:
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("落札日"),
        status=_status(order),
        status_text=_status_text(order),
        buyer=filled(_BUYER.read(order.agreed), _BUYER_AS_MANAGED.read(order.agreed)),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount("請求金額", "総合計"),
        currency="JPY",
        payment_method=order.first("【取引管理】実際の取引方法"),
        lines=tuple(map(_line, equal_rows(order.rows))),
    )


def _status(order: OrderRows) -> OrderStatus | None:
    if not order.has("キャンセル", "発送済み"):
        return None
    if order.first("キャンセル") not in _NO:
        return OrderStatus.CANCELLED
    return OrderStatus.PLACED if order.first("発送済み") in _NO else OrderStatus.FULFILLED


def _status_text(order: OrderRows) -> str | None:
    """There is no word for the state, only the columns that are ticked."""
    told = [column for column in ("キャンセル", "発送済み") if order.first(column) not in _NO]
    return " / ".join(told) if order.has("キャンセル", "発送済み") else None


def _line(rows: Sequence[Row]) -> LineFacts:
    row = rows[0]
    return LineFacts(
        sku=row.get("商品コード") or row.get("管理No.") or row.get("ロットNo.") or "",
        product=cells.joined((row.get("タイトル"), row.get("アイテムオプション")), " ") or "",
        quantity=sum(each.quantity("販売個数") for each in rows),
        unit_price=row.amount("販売単価"),
    )


FORMAT = Format(
    name="aupay-dena",
    title="DeNA ショッピング (before au PAY マーケット)",
    source="aupay",
    orders=Sheet(
        number="取引No.",
        number_pattern=NUMBER,
        signature=("取引No.",),
        any_of=("【取引ナビ】名前", "【取引管理】名前"),
        columns=_BUYER.columns()
        | _BUYER_AS_MANAGED.columns()
        | _RECIPIENT.columns()
        | columns("落札日 キャンセル 発送済み 請求金額 総合計 【取引管理】実際の取引方法 商品コード")
        | columns("管理No. ロットNo. タイトル アイテムオプション 販売個数 販売単価"),
    ),
    read=read,
)
