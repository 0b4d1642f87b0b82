from __future__ import annotations

from typing import Any

from promise import Promise
from promise.dataloader import DataLoader as _Loader
from saleor.core.db.connection import allow_writer
from saleor.graphql.core.context import get_database_connection_name


class DataLoader(_Loader):
    """One for each request and key."""

    context_key: str
    context: Any
    database_connection_name: str

    def __new__(cls, context: Any) -> Any:
        if not hasattr(context, "dataloaders"):
            context.dataloaders = {}
        if cls.context_key not in context.dataloaders:
            context.dataloaders[cls.context_key] = super().__new__(cls)
        return context.dataloaders[cls.context_key]

    def __init__(self, context: Any) -> None:
        if not hasattr(self, "context"):
            self.context = context
            self.database_connection_name = get_database_connection_name(context)
            super().__init__()

    def batch_load_fn(self, keys: Any) -> Any:
        with allow_writer():
            return Promise.resolve(self.batch_load(keys))

    def batch_load(self, keys: Any) -> Any:
        raise NotImplementedError
