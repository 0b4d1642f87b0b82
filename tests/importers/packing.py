"""Files in the forms in which people have them: in ZIP archives, and as Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests.samples import Table


def pack(path: Path, files: Mapping[str, bytes], *, flags: int = 0) -> Path:
    """Write a ZIP archive. ``flags`` are set in both places where an archive keeps those of a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    if flags:
        data = bytearray(path.read_bytes())
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            place = data.find(mark)
            while place >= 0:
                data[place + at] |= flags
                place = data.find(mark, place + 1)
        path.write_bytes(data)
    return path


def pack_as(path: Path, name: bytes, content: bytes) -> Path:
    """Write a ZIP archive with a file whose name is these bytes, in no encoding that is said."""
    stand_in = "n" * len(name)
    pack(path, {stand_in: content})
    path.write_bytes(path.read_bytes().replace(stand_in.encode(), name))
    return path


def cells_of(table: Table) -> list[list[str]]:
    """Return the rows of a sample, with its header."""
    if table.is_tsv:
        return [line.split("\t") for line in table.text(newline="\n").splitlines()]
    return list(csv.reader(io.StringIO(table.text(newline="\n")), delimiter=table.delimiter))


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write an Excel workbook. A cell may be a pair: the value and its number format."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for line, row in enumerate(rows, start=1):
            for column, told in enumerate(row, start=1):
                value, shown = told if isinstance(told, tuple) else (told, None)
                cell = sheet.cell(line, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"  # as typed: a text that begins with = is a text here
                if shown:
                    cell.number_format = shown
    book.save(path)
    return with_shared_strings(path)


def with_shared_strings(path: Path) -> Path:
    """Put the texts of a workbook where Excel has them: in a part of their own, with their readings."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    shared: list[str] = []

    def share(found: re.Match[str]) -> str:
        shared.append(f'<si>{found[2]}<rPh sb="0" eb="1"><t>ヨミ</t></rPh></si>')
        return f'<c r="{found[1]}" t="s"><v>{len(shared) - 1}</v></c>'

    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = _INLINE.sub(share, part)
    strings = "".join(shared)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    types = parts["[Content_Types].xml"]
    if "sharedStrings" not in types:
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{_SHARED}</Types>")
    return pack(path, {name: part.encode() for name, part in parts.items()})


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_INLINE = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]* t="inlineStr"><is>(.*?)</is></c>', re.DOTALL)
_SHARED = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
