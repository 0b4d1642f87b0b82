"""Writing to staff what rules asked for. The message names the order, and nobody."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from saleor_customer_mgmt.models import RuleNotice
from saleor_customer_mgmt.services.background import start_after_commit

logger = logging.getLogger(__name__)

NOTICES = "notices"
"""What this work is called where work is started."""
MOST_ATTEMPTS = 20
_TEXTS = {
    "en": (
        "Order {number} ({source}): {rule}",
        """The rule “{rule}” matches order {number} of {source}.

You get this because the rule names your address.
""",
    ),
    "ja": (
        "注文 {number}（{source}）：{rule}",
        """ルール「{rule}」が {source} の注文 {number} に一致しました。

このメールは、ルールの通知先に設定されているためお送りしています。
""",
    ),
}


def send_soon() -> None:
    """Have notices sent once the transaction has ended well."""
    start_after_commit(NOTICES, 0)


def unsent() -> bool:
    """Return whether any notice waits."""
    return RuleNotice.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).exists()


def send_notices(_run: int = 0) -> None:
    """Send what waits, each in a transaction of its own; what the mail server refuses is tried again later.

    Each once, but for a process that is killed between the mail server's yes and the commit.
    """
    tried: list[int] = []
    while _send_next(tried):
        pass


def _send_next(tried: list[int]) -> bool:
    with transaction.atomic():
        notice = (
            RuleNotice.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("match__rule", "match__order")
            .filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
            .exclude(match_id__in=tried)
            .order_by("match_id")
            .first()
        )
        if notice is None:
            return False
        tried.append(notice.match_id)
        row = RuleNotice.objects.filter(match_id=notice.match_id)
        try:
            _message(notice).send()
        except Exception as error:  # noqa: BLE001  # whatever a mail server has against it
            logger.warning("Notice %d was not sent: %s", notice.match_id, type(error).__qualname__)
            row.update(attempts=F("attempts") + 1)
        else:
            row.update(sent_at=Now(), attempts=F("attempts") + 1)
        return True


def _message(notice: RuleNotice) -> EmailMessage:
    order, rule = notice.match.order, notice.match.rule
    subject, body = _TEXTS["ja" if settings.LANGUAGE_CODE.startswith("ja") else "en"]
    name = " ".join(rule.name.split())  # a line break would begin another header
    told = {"number": order.number, "source": order.source, "rule": name}
    return EmailMessage(subject.format(**told), body.format(**told), to=list(notice.recipients))
