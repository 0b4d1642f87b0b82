from __future__ import annotations

from typing import Any

from saleor.account.models import User
from saleor.channel.models import Channel
from saleor.graphql.core.dataloaders import DataLoader


class UserByUserIdLoader(DataLoader):
    context_key = "user_by_id"

    def batch_load(self, keys: Any) -> Any:
        found = User.objects.using(self.database_connection_name).in_bulk(keys)
        return [found.get(key) for key in keys]


class AccessibleChannelsByUserIdLoader(DataLoader):
    """A user sees all channels but those whose name begins with "hidden"."""

    context_key = "accessiblechannels_by_user"

    def batch_load(self, keys: Any) -> Any:
        channels = Channel.objects.using(self.database_connection_name).exclude(name__startswith="hidden")
        return [list(channels)] * len(keys)
