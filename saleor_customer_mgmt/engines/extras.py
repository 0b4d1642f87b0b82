"""Whether what an extra brings is installed, and what to say when it is not."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "splink": ("splink", "duckdb", "pyarrow"),
    "spark": ("splink", "duckdb", "pyarrow", "pyspark"),
    "excel": ("openpyxl",),
}


class NotInstalled(Exception):
    """Raised before anything was done. Its text says what to install."""

    def __init__(self, extra: str) -> None:
        super().__init__(
            f"This needs software that is not installed: pip install 'saleor-customer-mgmt[{extra}]'."
        )
        self.extra = extra


def require(extra: str) -> None:
    """Check that the packages of this extra are there.

    Raises:
        NotInstalled: when one is missing.
    """
    if not installed(extra):
        raise NotInstalled(extra)


def installed(extra: str) -> bool:
    return all(find_spec(name) is not None for name in _NEEDS[extra])
