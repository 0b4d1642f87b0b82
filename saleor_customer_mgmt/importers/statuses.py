"""Words for the state of an order in files that are not one market's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from saleor_customer_mgmt.core.facts import OrderStatus

_WORDS = {
    OrderStatus.PLACED: """
        placed paid pending processing open new unfulfilled unconfirmed confirmed unpaid on-hold hold ordered
        partially-fulfilled partially-paid authorized reserved preorder ready-to-ship awaiting-payment
        新規 新規受付 受付 受付済 受付済み 注文受付 対応中 処理中 保留 予約 予約中 未処理 未発送
        発送待ち 発送前 出荷待ち 入金待ち 発送前入金待ち 入金済 入金済み 支払済 支払い済み 準備中
        出荷準備中 発送準備中 キャンセル受付中
    """,
    OrderStatus.FULFILLED: """
        fulfilled completed complete shipped delivered done closed finished sent dispatched
        partially-returned partially-refunded
        完了 処理済 処理済み 発送済 発送済み 出荷済 出荷済み 配送済 配送済み 配達完了 配達済 配達済み
        取引完了 発送完了 出荷完了 発送後入金待ち
    """,
    OrderStatus.CANCELLED: """
        cancelled canceled cancel voided void rejected
        キャンセル キャンセル済 キャンセル済み キャンセル確定 注文キャンセル
        取消 取消し 取り消し 注文取消 注文取消し 取消済 取消済み
    """,
    OrderStatus.RETURNED: """
        returned refunded return refund fully-returned fully-refunded
        返品 返品済 返品済み 返金 返金済 返金済み 返送
    """,
    OrderStatus.UNFINISHED: """
        unfinished draft abandoned failed expired checkout checkout-draft
        下書き 決済処理中 購入処理中 カゴ落ち 決済失敗
    """,
}
_KNOWN = {word: status for status, words in _WORDS.items() for word in words.split()}


def plain_word(text: str) -> str:
    """Return a status word in the form in which it is compared."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    return folded.replace("_", "-").replace(" ", "-")


def status_of(text: str | None, own: Mapping[str, OrderStatus] | None = None) -> OrderStatus | None:
    """Return what a word means: a shop's ``own`` words first (plain), unknown words are an order placed."""
    if not text:
        return None
    word = plain_word(text)
    return (own or {}).get(word) or _KNOWN.get(word, OrderStatus.PLACED)


def is_known(text: str) -> bool:
    """Say whether a word tells the state of an order by itself."""
    return plain_word(text) in _KNOWN
