from __future__ import annotations

import pytest
from django.core import mail

from saleor_customer_mgmt.models import RuleNotice
from saleor_customer_mgmt.services import background, run_work, tend_runs
from saleor_customer_mgmt.services.send_notices import MOST_ATTEMPTS, NOTICES, send_notices, unsent
from tests.services.rules import REPEATER, order, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> RuleNotice:
    rule(REPEATER, {"do": "notify", "to": ["b@example.com", "a@example.com"]}, name="Second\npurchase")
    order(1)
    order(2)
    return RuleNotice.objects.get()


def test_is_sent_once_and_names_nobody(notice: RuleNotice) -> None:
    run_work.do(NOTICES, 0)
    run_work.do(NOTICES, 0)

    (message,) = mail.outbox
    assert message.to == ["a@example.com", "b@example.com"]
    assert message.subject == "Order 2 (saleor): Second purchase"
    assert message.body.startswith("The rule “Second purchase” matches order 2 of saleor.")
    assert "山田" not in f"{message.body}{message.subject}"
    notice.refresh_from_db()
    assert notice.sent_at is not None
    assert notice.attempts == 1
    assert not unsent()


def test_in_the_language_of_the_shop(notice: RuleNotice, settings) -> None:
    settings.LANGUAGE_CODE = "ja"
    send_notices()
    assert mail.outbox[0].subject == "注文 2（saleor）：Second purchase"


def test_a_mail_server_that_refuses_is_asked_again_later(notice: RuleNotice, monkeypatch, caplog) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError("a@example.com is not known here")

    with monkeypatch.context() as refusing:
        refusing.setattr("django.core.mail.EmailMessage.send", refuse)
        send_notices()
    notice.refresh_from_db()
    assert (notice.sent_at, notice.attempts) == (None, 1)
    assert [record.message for record in caplog.records] == [
        f"Notice {notice.match_id} was not sent: OSError"
    ]
    assert unsent()

    send_notices()
    assert len(mail.outbox) == 1


def test_is_given_up_in_the_end(notice: RuleNotice) -> None:
    RuleNotice.objects.update(attempts=MOST_ATTEMPTS)
    send_notices()
    assert mail.outbox == []
    assert not unsent()


def test_what_waits_is_started_again_by_whoever_tends(notice: RuleNotice, monkeypatch) -> None:
    started: list[tuple[str, int]] = []

    class Remembering(background.Nobody):
        def start(self, kind: str, run: int, *, within: float | None) -> None:
            del within
            started.append((kind, run))

    monkeypatch.setattr(background, "_registered", [Remembering()])
    tend_runs.tend_runs()
    assert started == [(NOTICES, 0)]
    send_notices()
    started.clear()
    tend_runs.tend_runs()
    assert started == []
