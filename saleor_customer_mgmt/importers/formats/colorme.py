"""カラーミーショップ: sales_all.csv and the shorter sales_detail.csv (docs/formats/colorme.md).

Columns: xxxcaqui/label_me README (sales_all.csv) and a reader that also has the amounts and the words for
the state (index id 55197118131): 入金状態 入金済, 全額返金済, キャンセル; 発送状態 発送済, キャンセル.
"""

from __future__ import annotations

from dataclasses import dataclass

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.statuses import plain_word, status_of

_PAYMENT = {
    plain_word("全額返金済"): OrderStatus.RETURNED,
    plain_word("返金済"): OrderStatus.RETURNED,
    plain_word("キャンセル"): OrderStatus.CANCELLED,
}
_RECIPIENT = PersonColumns(
    name=("配送先 名前",),
    kana=("配送先 フリガナ",),
    phones=(("配送先 電話番号",),),
    postal_code=("配送先 郵便番号",),
    address=("配送先 都道府県名", "配送先 住所"),
)


@dataclass(frozen=True, slots=True)
class _File:
    """The two files: the names of the whole one say whose a value is, the other has less."""

    buyer: str
    goods: str
    is_whole: bool

    def read(self, order: OrderRows) -> OrderFacts:
        return OrderFacts(
            source=order.source,
            number=order.number,
            placed_at=order.moment("受注日"),
            status=_status(order),
            status_text=cells.joined((order.first("入金状態"), order.first("発送状態")), " / "),
            buyer=self.person().read(order.agreed),
            recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
            total=order.amount("総合計金額"),
            currency="JPY",
            payment_method=order.first("決済方法"),
            shipping_method=order.first("配送先 配送会社名"),
            lines=tuple(map(self._line, once(order.rows, "売上詳細ID")))
            if order.has(f"{self.goods}商品名", f"{self.goods}型番")
            else None,
            shipped_at=order.moment("発送日時"),
        )

    def person(self) -> PersonColumns:
        of = self.buyer
        return PersonColumns(
            name=(f"{of}名前",),
            emails=(f"{of}メールアドレス",),
            phones=((f"{of}電話番号",), (f"{of}携帯番号",)),
            postal_code=(f"{of}郵便番号",) if self.is_whole else (),
            address=(f"{of}都道府県", f"{of}住所") if self.is_whole else (),
            member_id=(f"{of}顧客ID",),
        )

    def _line(self, row: Row) -> LineFacts:
        return LineFacts(
            sku=row.get(f"{self.goods}型番") or (self.is_whole and row.get("購入商品 商品ID")) or "",
            product=row.get(f"{self.goods}商品名") or "",
            quantity=row.quantity(f"{self.goods}販売個数"),
            unit_price=row.amount(f"{self.goods}販売価格(消費税込)"),
            line_id=row.get("売上詳細ID") or "",
        )

    def columns(self) -> frozenset[str]:
        names = ("型番", "商品名", "販売個数", "販売価格(消費税込)")
        goods = frozenset(f"{self.goods}{name}" for name in names)
        return self.person().columns() | goods | ({"購入商品 商品ID"} if self.is_whole else set())


def _status(order: OrderRows) -> OrderStatus | None:
    """Money that went back decides, then whether the parcel is gone."""
    paid, sent = order.first("入金状態"), order.first("発送状態")
    gone_back = _PAYMENT.get(plain_word(paid or ""))
    if gone_back is not None:
        return gone_back
    if sent:
        return status_of(sent)
    return OrderStatus.PLACED if paid else None


def _format(name: str, title: str, file: _File, any_of: tuple[str, ...]) -> Format:
    return Format(
        name=name,
        title=title,
        source="colorme",
        orders=Sheet(
            number="売上ID",
            signature=("売上ID",),
            any_of=any_of,
            columns=file.columns()
            | _RECIPIENT.columns()
            | frozenset({"配送先 配送会社名"})
            | columns("受注日 入金状態 発送状態 総合計金額 決済方法 売上詳細ID 発送日時"),
        ),
        read=file.read,
    )


FORMATS = (
    _format(
        "colorme",
        "カラーミーショップ",
        _File("購入者 ", "購入商品 ", is_whole=True),
        ("購入者 名前", "購入者 メールアドレス", "購入商品 商品名"),
    ),
    _format(
        "colorme-detail",
        "カラーミーショップ sales_detail",
        _File("", "", is_whole=False),
        ("名前", "型番", "商品名"),
    ),
)
