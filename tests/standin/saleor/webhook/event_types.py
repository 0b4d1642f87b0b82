from __future__ import annotations

from tests.standin.steps import WebhookEventAsyncType

__all__ = ["WebhookEventAsyncType"]
