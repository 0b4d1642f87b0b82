from __future__ import annotations

from typing import Any

from django.conf import settings


def get_database_connection_name(context: Any) -> str:
    which = "REPLICA" if getattr(context, "allow_replica", True) else "DEFAULT"
    return str(getattr(settings, f"DATABASE_CONNECTION_{which}_NAME"))


class SyncWebhookControlContext:
    def __init__(self, node: Any, allow_sync_webhooks: Any = True) -> None:
        self.node = node
        self.allow_sync_webhooks = allow_sync_webhooks
