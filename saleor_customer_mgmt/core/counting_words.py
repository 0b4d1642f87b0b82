"""What a receipt says of an order, in the languages we speak."""

from __future__ import annotations

from typing import Literal

from saleor_customer_mgmt.core.counting import Reason

Language = Literal["en", "ja"]


def reason_text(reason: Reason, language: Language) -> str:
    """Return why an order counts or does not, as a sentence of few words."""
    return _TEXTS[reason][0 if language == "en" else 1]


_TEXTS = {
    Reason.COUNTS: ("Counts as a purchase", "購入として数えます"),
    Reason.CANCELLED: ("Does not count: cancelled", "数えません:キャンセル"),
    Reason.RETURNED: ("Does not count: returned", "数えません:返品"),
    Reason.UNFINISHED: ("Does not count: the order was never finished", "数えません:注文が完了していません"),
    Reason.ACCOUNT: (
        "Does not count: no order, but a registration",
        "数えません:会員登録(注文ではありません)",
    ),
    Reason.STATUS_LEFT_OUT: (
        "Does not count: this status is not counted",
        "数えません:集計対象外のステータス",
    ),
    Reason.SOURCE_LEFT_OUT: ("Does not count: this source is not counted", "数えません:集計対象外の販売元"),
    Reason.BEFORE_START: (
        "Does not count: placed before the day from which the shop counts",
        "数えません:集計開始日より前の注文",
    ),
    Reason.TEST_ORDER: (
        "Does not count: a test by the shop's own staff",
        "数えません:自社スタッフのテスト注文",
    ),
    Reason.EXCHANGE: ("Does not count: sent in exchange, not bought anew", "数えません:交換品の発送"),
    Reason.REFUNDED: ("Does not count: paid back in full", "数えません:全額返金"),
    Reason.PARTLY_REFUNDED: ("Does not count: paid back in part", "数えません:一部返金"),
}
