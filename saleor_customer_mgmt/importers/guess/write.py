"""A guess as a mapping file: with how certain each column is and why, ready to be corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from saleor_customer_mgmt.importers.guess.guess import ColumnGuess, Guess
from saleor_customer_mgmt.importers.guess.look import Look
from saleor_customer_mgmt.importers.guess.reasons import Reason
from saleor_customer_mgmt.importers.guess.words import REASONS
from saleor_customer_mgmt.importers.toml_text import columns_document, toml_key, toml_value


def guessed_document(guess: Guess, seen: Look) -> dict[str, Any]:
    """Return the guess about a file as the document of a mapping."""
    names = [name.strip() for name in seen.header]
    file = {} if seen.quoted else {"file": {"quotes": "none"}}
    return {**file, "columns": columns_document(guess.fields), "seen": {"columns": names}}


def guessed_toml(guess: Guess, seen: Look, language: str = "en") -> str:
    """Return the guess as the text of a mapping file with comments in ``en`` or ``ja``.

    It has no value of any cell but the words of states that are not understood.
    """
    document = guessed_document(guess, seen)
    return "\n".join(_lines(guess, document, language)) + "\n"


def _lines(guess: Guess, document: dict[str, Any], language: str) -> Iterator[str]:
    for reason in guess.missing:
        yield f"# {_one_line(reason.text(language))}"
    yield from ("", "[file]", '# source = "oldcart"', '# currency = "JPY"')
    yield from (f"{key} = {toml_value(value)}" for key, value in document.get("file", {}).items())
    yield from ("", "[columns]")
    by_field: dict[str, list[ColumnGuess]] = defaultdict(list)
    for column in guess.columns:
        by_field[column.field].append(column)
    for field, value in document["columns"].items():
        for column in by_field[field]:
            yield f"# {column.confidence:4.0%}  {_named(column, language)}"
        yield f"{field} = {toml_value(value)}"
    if guess.unknown_states:
        yield from ("", "[status]", f"# {REASONS['states'][language]}")
        yield from (f'# {toml_key(word)} = "placed"' for word in guess.unknown_states)
    yield from ("", f"# {REASONS['unused'][language]}")
    yield from (f"#   {_named(column, language)}" for column in by_field[""])
    yield from ("", f"# {REASONS['seen'][language]}", "[seen]")
    yield f"columns = {toml_value(document['seen']['columns'])}"


def _named(column: ColumnGuess, language: str) -> str:
    return _one_line(f"{Reason('shown', column.name).text(language)}: {told(column.reasons, language)}")


def told(reasons: Sequence[Reason], language: str) -> str:
    """Return several reasons as one line."""
    between = "、" if language == "ja" else "; "
    return between.join(reason.text(language) for reason in reasons)


def _one_line(text: str) -> str:
    """Return a text that ends no comment: column names may hold anything."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
