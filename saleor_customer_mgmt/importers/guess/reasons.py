"""Why a guess is what it is, in words that a person understands, in English and Japanese."""

from __future__ import annotations

from dataclasses import dataclass

from saleor_customer_mgmt.importers.charset import MARKED
from saleor_customer_mgmt.importers.guess.words import REASONS

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``told`` is what is put in: the name of a column or a number, never a value of a cell."""

    code: str
    told: str = ""

    def text(self, language: str = "en") -> str:
        """Return the reason in this language, ``en`` or ``ja``."""
        shown = MARKED.sub("\ufffd", self.told.strip())
        shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
        return REASONS[self.code][language].replace("{0}", shown)


def percent(share: float) -> str:
    """Return a share for a person; what is not quite all is not shown as all."""
    return str(int(100 * share))
