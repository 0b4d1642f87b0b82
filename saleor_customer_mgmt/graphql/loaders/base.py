"""What all loaders share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from promise import Promise
from promise.dataloader import DataLoader

from saleor_customer_mgmt.graphql import access
from saleor_customer_mgmt.graphql.faults import shielded

_KEPT = "_customer_mgmt_loaders"


class Loader(DataLoader):
    """Loads values by key. One object for each request and ``options``; get it with :meth:`of`.

    A key for which :meth:`fetch` finds nothing has the value of :meth:`nothing`.
    """

    options: tuple[Any, ...] = ()

    def __init__(self, request: Any, options: tuple[Any, ...]) -> None:
        super().__init__()
        self.request = request
        self.options = options

    @classmethod
    def of(cls, request: Any, *options: Any) -> Any:
        kept = request.__dict__.setdefault(_KEPT, {})
        if (cls, options) not in kept:
            kept[cls, options] = cls(request, options)
        return kept[cls, options]

    def batch_load_fn(self, keys: Sequence[Any]) -> Any:
        with shielded(), access.reading(self.request):
            found = self.fetch(list(keys))
        return Promise.resolve([found[key] if key in found else self.nothing() for key in keys])

    def fetch(self, keys: list[Any]) -> Mapping[Any, Any]:
        """Return what there is for these keys, with a number of queries that does not grow with them."""
        raise NotImplementedError

    def nothing(self) -> Any:
        return None


def forget(request: Any) -> None:
    """Forget what was loaded: something was changed since."""
    request.__dict__.pop(_KEPT, None)
