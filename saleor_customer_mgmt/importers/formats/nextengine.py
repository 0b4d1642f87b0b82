"""NEXT ENGINE's own exports: the list of orders (受注一覧) and the slips (docs/formats/nextengine.md).

Columns: messi0416/symfony-rakuten-project, UpdateDbByOrderListCsvCommand.php and DeliveryController.php.
キャンセル区分: api_v1_system_canceltype (0 有効な受注です, 3 他の伝票への統合のためキャンセル).
Amazon's buyers: since 2020-01-15 their address and phone are the ship-to's (NEXT ENGINE news 38846).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Row, Sheet, columns, once
from saleor_customer_mgmt.importers.malls import AMAZON, checked, managed_order
from saleor_customer_mgmt.importers.people import PersonColumns, recipients
from saleor_customer_mgmt.importers.sold import SoldRow
from saleor_customer_mgmt.importers.statuses import plain_word, status_of
from saleor_customer_mgmt.importers.whole import live, sum_of, whole_status

_SHIPPED = {plain_word("出荷確定済（完了）"): OrderStatus.FULFILLED}
_VALID = ("", "0", "有効", "有効な受注です", "有効な受注です。")
_JOINED = ("統合", "同梱")
"""An order that was put into the parcel of another is not one that was cancelled."""
_AMAZON_HIDES = datetime(2020, 1, 15, tzinfo=cells.JAPAN)

_BUYER = PersonColumns(
    name=("購入者名",),
    kana=("購入者カナ",),
    emails=("購入者メールアドレス",),
    phones=(("購入者電話番号",),),
    postal_code=("購入者郵便番号",),
    address=("購入者住所1",),
    building=("購入者住所2",),
)


@dataclass(frozen=True, slots=True)
class _Export:
    """What the two files name differently."""

    recipient: str
    total: str
    sku: str
    product: str
    price: str
    line_cancelled: str
    sent: str
    line: str = ""
    order_cancelled: str = ""

    def read(self, order: OrderRows) -> OrderFacts:
        rows = once(order.rows, self.line, "伝票番号") if self.line else list(order.rows)
        placed_at = order.moment("受注日")
        return OrderFacts(
            source=order.source,
            number=order.number,
            placed_at=placed_at,
            status=whole_status(map(self._status, rows)),
            status_text=self._words(rows),
            buyer=_buyer(order, placed_at),
            recipients=recipients(self.person().read(row.get) for row in order.rows),
            total=self._total(rows),
            currency="JPY",
            payment_method=order.first("支払方法"),
            shipping_method=order.first("発送方法"),
            lines=tuple(map(self._line, live(rows, self._status)))
            if order.has(self.sku, self.product)
            else None,
            channel=order.first("店舗名"),
            shipped_at=order.latest(self.sent),
        )

    def person(self) -> PersonColumns:
        who = self.recipient
        return PersonColumns(
            name=(f"{who}名",),
            kana=(f"{who}カナ",),
            phones=((f"{who}電話番号",),),
            postal_code=(f"{who}郵便番号",),
            address=(f"{who}住所1",),
            building=(f"{who}住所2",),
        )

    def _status(self, row: Row) -> OrderStatus | None:
        of_order = row.get(self.order_cancelled) if self.order_cancelled else None
        if of_order and any(word in of_order for word in _JOINED):
            return OrderStatus.PLACED
        of_line = row.get(self.line_cancelled)
        if (of_order or "") not in _VALID or (of_line or "") not in _VALID:
            return OrderStatus.CANCELLED
        told = row.get("受注状態")
        if not told and (of_order or of_line):
            return OrderStatus.PLACED
        return status_of(told, _SHIPPED)

    def _words(self, rows: Sequence[Row]) -> str | None:
        """Return the words for the state of an order's slips, each once."""
        names = filter(None, ("受注状態", self.order_cancelled))
        told = [word for name in names for row in rows if (word := row.get(name)) is not None]
        words = (word for word in told if word not in _VALID)
        return " / ".join(dict.fromkeys(words)) if told else None

    def _total(self, rows: Sequence[Row]) -> Decimal | None:
        """Add up the slips into which an order was parted; the amounts repeat on the rows of each."""
        slips = {row.get("伝票番号"): row for row in reversed(live(rows, self._status))}
        return sum_of(row.amount(self.total) for row in slips.values())

    def _line(self, row: Row) -> LineFacts:
        return LineFacts(
            sku=row.get(self.sku) or "",
            product=cells.joined((row.get(self.product), row.get("商品オプション")), " ") or "",
            quantity=row.quantity("受注数"),
            unit_price=row.amount(self.price),
        )

    def columns(self) -> frozenset[str]:
        own = (self.total, self.sku, self.product, self.price, self.line, self.sent, self.line_cancelled)
        return self.person().columns() | frozenset(filter(None, (*own, self.order_cancelled)))


def _buyer(order: OrderRows, placed_at: datetime | None) -> Person:
    """Leave out of an Amazon order what NEXT ENGINE has filled in from the ship-to."""
    person = _BUYER.read(order.agreed)
    if AMAZON.fullmatch(order.number) and (placed_at is None or placed_at >= _AMAZON_HIDES):
        return dataclasses.replace(person, phones=None, postal_code=None, address=None)
    return person


def sold(row: SoldRow) -> tuple[str, str]:
    """Find the mall by its order number and the shop's name; orders taken by phone have only a slip."""
    number = row.get("受注番号")
    return managed_order(
        row,
        "nextengine",
        ("店舗名", row.get("店舗名")),
        checked(number) if number else "",
        own=row.number,
        remarks=row.get("備考"),
    )


def _format(name: str, title: str, export: _Export, any_of: str, without: str) -> Format:
    return Format(
        name=name,
        title=title,
        source=None,
        orders=Sheet(
            number="伝票番号",
            signature=("伝票番号", "受注番号", "購入者名"),
            any_of=tuple(any_of.split()),
            without=tuple(without.split()),
            source="店舗名",
            sold=sold,
            columns=_BUYER.columns()
            | export.columns()
            | columns("店舗名 受注番号 受注日 受注状態 備考 支払方法 発送方法 商品オプション 受注数"),
        ),
        read=export.read,
    )


FORMATS = (
    _format(
        "nextengine",
        "NEXT ENGINE 受注一覧",
        _Export(
            recipient="送り先",
            total="総合計",
            sku="商品コード(伝票)",
            product="商品名(伝票)",
            price="売単価",
            sent="出荷確定日",
            line="明細行",
            line_cancelled="明細行キャンセル",
            order_cancelled="キャンセル区分",
        ),
        any_of="明細行 商品コード(伝票) 送り先名 総合計 店舗コード キャンセル区分",
        without="発送先名 商品単価",
    ),
    _format(
        "nextengine-slips",
        "NEXT ENGINE 納品書",
        _Export(
            recipient="発送先",
            total="合計金額",
            sku="商品コード",
            product="商品名",
            price="商品単価",
            sent="出荷日",
            line_cancelled="キャンセル",
        ),
        any_of="発送先名 商品単価 合計金額 購入者FAX 商品コード",
        without="送り先名 明細行 商品コード(伝票)",
    ),
)
