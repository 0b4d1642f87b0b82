"""Rakuten RMS order CSV until about 2018 (docs/formats/rakuten-old.md)."""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus
from saleor_customer_mgmt.importers import cells
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet, columns
from saleor_customer_mgmt.importers.formats.rakuten import NUMBER
from saleor_customer_mgmt.importers.people import PersonColumns, recipients

_STATUS = {
    "発送後入金待ち": OrderStatus.FULFILLED,
    "処理済": OrderStatus.FULFILLED,
    "キャンセル": OrderStatus.CANCELLED,
    "キャンセル済": OrderStatus.CANCELLED,
}
"""All others, the shop's own among them, are orders under way."""


def _person(who: str, emails: tuple[str, ...] = (), birthday: tuple[str, ...] = ()) -> PersonColumns:
    return PersonColumns(
        name=(f"{who}名字", f"{who}名前"),
        kana=(f"{who}名字フリガナ", f"{who}名前フリガナ"),
        emails=emails,
        phones=((f"{who}電話番号1", f"{who}電話番号2", f"{who}電話番号3"),),
        postal_code=(f"{who}郵便番号1", f"{who}郵便番号2"),
        address=(f"{who}住所:都道府県", f"{who}住所:都市区", f"{who}住所:町以降"),
        birthday=birthday,
    )


_BUYER = _person("注文者", emails=("メールアドレス",), birthday=("注文者誕生日",))
_RECIPIENT = _person("送付先")
_TOTALS = ("請求金額(-99999=無効値)", "合計金額(-99999=無効値)")


def read(order: OrderRows) -> OrderFacts:
    status = order.first("受注ステータス")
    return OrderFacts(
        source=order.source,
        number=order.number,
        placed_at=order.moment("注文日時") or order.moment_in_parts("注文日", "注文時間"),
        status=_STATUS.get(status, OrderStatus.PLACED) if status else None,
        status_text=status,
        buyer=_BUYER.read(order.agreed),
        recipients=recipients(_RECIPIENT.read(row.get) for row in order.rows),
        total=order.amount(*_TOTALS, sentinels=True),
        currency="JPY",
        payment_method=order.first("決済方法"),
        shipping_method=order.first("配送方法"),
        lines=_lines(order),
    )


def _lines(order: OrderRows) -> tuple[LineFacts, ...] | None:
    """Equal rows are kept: these files have no id of the line that would tell a repetition."""
    if not order.has("商品番号", "商品名"):
        return None
    return tuple(
        LineFacts(
            sku=row.get("商品番号") or row.get("商品ID") or "",
            product=cells.joined((row.get("商品名"), row.get("項目・選択肢")), " ") or "",
            quantity=row.quantity("個数"),
            unit_price=row.amount("単価", sentinels=True),
        )
        for row in order.rows
    )


FORMAT = Format(
    name="rakuten-old",
    title="Rakuten RMS until 2018",
    source="rakuten",
    orders=Sheet(
        number="受注番号",
        number_pattern=NUMBER,
        signature=("受注番号", "注文者名字"),
        any_of=("受注ステータス", "メールアドレス"),
        # がんばれ店長 shares the names of the buyer's columns but has its own of the goods
        without=("商品コード", "SKUコード"),
        columns=_BUYER.columns()
        | _RECIPIENT.columns()
        | columns(
            "受注ステータス 注文日時 注文日 注文時間 決済方法 配送方法 商品番号 商品ID 商品名 項目・選択肢"
        )
        | columns("単価 個数")
        | frozenset(_TOTALS),
    ),
    read=read,
)
