"""Guess what the columns of an unknown table are: by names, by values, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from saleor_customer_mgmt.importers.formats.neutral import FIELDS
from saleor_customer_mgmt.importers.guess.assign import assign
from saleor_customer_mgmt.importers.guess.fields import Field, Unused, fields_of
from saleor_customer_mgmt.importers.guess.header import Whose, meanings, says_other
from saleor_customer_mgmt.importers.guess.persons import KIND_OF, settled
from saleor_customer_mgmt.importers.guess.reasons import Reason
from saleor_customer_mgmt.importers.guess.score import Candidate, by_values_alone, candidates
from saleor_customer_mgmt.importers.guess.values import PLENTY, Values
from saleor_customer_mgmt.importers.guess.variants import chosen_variants
from saleor_customer_mgmt.importers.headers import denied, plain
from saleor_customer_mgmt.importers.statuses import is_known

LEAST = 0.5
"""Below this a column is left for the person to name."""
HIGH = 0.8
"""From here on a guess is called certain."""
_AS_LIKELY = 0.03
_UNDECIDED = 0.75
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What was made of one column. ``field`` is empty when it is not read.

    ``samples`` are the first values that differ: personal data, for whoever may see the file.
    """

    at: int
    name: str
    field: str
    confidence: float
    reasons: tuple[Reason, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What a table seems to be. ``fields`` are as in a mapping file: alternatives of parts."""

    columns: tuple[ColumnGuess, ...]
    fields: dict[str, tuple[tuple[str, ...], ...]]
    missing: tuple[Reason, ...]
    unknown_states: tuple[str, ...]
    """Words of the column of states that mean nothing to us: the person says what they are."""
    rows: int
    """How many rows were looked at."""


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Guess:
    """Guess from the names of the columns and the first rows. Cells that a row lacks are empty."""
    looked = _Look(header, rows)
    fields, unused = fields_of(looked.chosen, looked.values, header)
    return Guess(
        columns=tuple(looked.told(fields, unused)),
        fields={
            each.name: tuple(
                tuple(header[part.column].strip() for part in parts) for parts in each.alternatives
            )
            for each in sorted(fields, key=lambda each: FIELDS.index(each.name))
        },
        missing=tuple(looked.missing(fields)),
        unknown_states=tuple(looked.unknown_states(fields)),
        rows=len(rows),
    )


class _Look:
    """One table, looked at once."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.header = header
        self.first = {plain(name): at for at, name in reversed(list(enumerate(header)))}
        self.values = [
            Values([] if denied(name) else [row[at] if at < len(row) else "" for row in rows])
            for at, name in enumerate(header)
        ]
        self.dropped: dict[int, tuple[Candidate, str]] = {}
        self.found = settled([*self._candidates()], LEAST)
        kept = [each for each in self.found if each.confidence >= LEAST]
        kept = chosen_variants(kept, self.values, self._drop)
        self.chosen = [self._compared(each, kept) for each in assign(kept)]

    def _candidates(self) -> Iterator[Candidate]:
        silent: list[Candidate] = []
        named: set[str] = set()
        for at, name in enumerate(self.header):
            if not plain(name) or denied(name) or self.first[plain(name)] != at or says_other(name):
                continue
            found = meanings(name)
            for each in candidates(at, name, found, self.values[at]):
                named.add(KIND_OF.get(each.item, each.item))
                yield each
            if not found:
                silent += by_values_alone(at, self.values[at])
        # A thing that some name tells of is not guessed from values; nor is one that two columns could be.
        for each in silent:
            kind = KIND_OF.get(each.item, each.item)
            alone = sum(KIND_OF.get(other.item, other.item) == kind for other in silent) == 1
            if alone and kind not in named:
                yield each

    def _drop(self, each: Candidate, why: str) -> None:
        self.dropped.setdefault(each.column, (each, why))

    def _compared(self, each: Candidate, kept: Sequence[Candidate]) -> Candidate:
        """Take certainty from a choice that could as well have been another column of the same thing."""
        rivals = [
            other
            for other in kept
            if other.role == each.role
            and other.column != each.column
            and abs(other.confidence - each.confidence) <= _AS_LIKELY
        ]
        if not rivals or (each.whose is Whose.ORDER and each.item != "order_number"):
            return each
        said = Reason("another_as_likely", self.header[rivals[0].column])
        return replace(each, confidence=min(each.confidence, _UNDECIDED), reasons=(*each.reasons, said))

    def told(self, fields: Sequence[Field], unused: Sequence[Unused]) -> Iterator[ColumnGuess]:
        used = {
            part.column: (field.name, part)
            for field in fields
            for parts in field.alternatives
            for part in parts
        }
        left_out = {each.candidate.column: each for each in unused}
        for at, name in enumerate(self.header):
            if at in used:
                field, part = used[at]
                confidence, reasons = round(part.confidence, 2), part.reasons
            else:
                field, confidence, reasons = "", 0.0, tuple(self._why_not(at, name, left_out.get(at)))
            yield ColumnGuess(at, name.strip(), field, confidence, reasons, self._samples(at))

    def _why_not(self, at: int, name: str, unused: Unused | None) -> Iterator[Reason]:
        if denied(name):
            yield Reason("denied")
        elif plain(name) and self.first[plain(name)] != at:
            yield Reason("repeated")
        elif unused is not None:
            yield Reason(unused.why, self.header[unused.because] if unused.because >= 0 else "")
        elif says_other(name):
            yield Reason("of_other")
        elif at in self.dropped:
            yield Reason(self.dropped[at][1])
        else:
            yield from self._weaker(at)

    def _weaker(self, at: int) -> Iterator[Reason]:
        here = [each for each in self.found if each.column == at]
        best = max(here, key=lambda each: each.confidence, default=None)
        if best is None:
            yield Reason("not_understood")
            return
        yield from best.reasons
        winner = next((each for each in self.chosen if each.role == best.role), None)
        if best.confidence >= LEAST and winner is not None:
            yield Reason("better_elsewhere", self.header[winner.column])

    def _samples(self, at: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.values[at].filled))[:_SAMPLES]

    def missing(self, fields: Sequence[Field]) -> Iterator[Reason]:
        names = {each.name for each in fields}
        if "order_number" not in names:
            perhaps = self._perhaps_the_number()
            yield (
                Reason("missing_order_number")
                if perhaps is None
                else Reason("missing_order_number_perhaps", self.header[perhaps])
            )
        if "source" not in names:
            yield Reason("missing_source")
        if "placed_at" not in names:
            yield Reason("missing_placed_at")
        if not names & {"name", "email", "phone", "member_id"}:
            yield Reason("missing_buyer")

    def _perhaps_the_number(self) -> int | None:
        """Return the first column that nothing else is and whose values could be order numbers."""
        taken = {each.column for each in self.chosen}
        for at, values in enumerate(self.values):
            usable = plain(self.header[at]) and self.first[plain(self.header[at])] == at and at not in taken
            grouped = values.runs == values.different > 1
            if usable and values.full and grouped and values.share("order_number") == 1:
                return at
        return None

    def unknown_states(self, fields: Sequence[Field]) -> Iterator[str]:
        for field in fields:
            if field.name == "status":
                values = self.values[field.alternatives[0][0].column]
                if values.different <= PLENTY:
                    yield from (word for word in dict.fromkeys(values.filled) if not is_known(word))
