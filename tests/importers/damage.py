"""Ten thousand damaged files: those of every format, in every form, harmed in every way that comes to mind.

A number makes the same files every time. ``python -m tests.importers.damage FROM TO`` reads those files in
this process and tells what came of them and how much memory it took.
"""

from __future__ import annotations

import io
import json
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from saleor_customer_mgmt.importers import FileRefused, OrderRead
from tests.importers.answers import clear_answer
from tests.importers.packing import cells_of, pack, workbook
from tests.importers.peak import peak_kib
from tests.samples.every import SAMPLES

FILES = 10_000
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "cp932",
    "euc_jp",
    "cp1252",
    "utf-7",
    "shift_jisx0213",
)
NONSENSE = (
    *("", "-99999", "0000-00-00", "2024-13-45", "99999", "45293.5", "1e99", "9.01E+09", "5.8E+13", "٣"),
    *("合計", "²", "Ⅳ", "-", "　", "=1+1", "#N/A", "####", "\0", "\ufeff", "\u202e", '"', '""', "a\nb"),
    *("x" * 300, "1" * 20, "-1", "NaN", "37:12.0", "2001/2/3", "'", "😀", "ｻﾄｳ", "~", "1.2345E+04"),
    *("640941", "9000000001"),
)
_FORMS = ("plain",) * 7 + ("zip",) * 2 + ("xlsx",)

Named = tuple[str, bytes]


def files_of(number: int) -> list[Named]:
    """Return the damaged files of one import."""
    chance = random.Random(number)
    sample = number % len(SAMPLES)
    form = chance.choice(_FORMS)
    if form == "xlsx":
        return [(f"{name}.xlsx", _of_workbook(chance, content)) for name, content in workbooks(sample)]
    texts = [(name, _of_text(chance, content)) for name, content in true_files(sample)]
    if form == "plain":
        return texts
    with tempfile.TemporaryDirectory() as folder:
        packed = pack(Path(folder) / "z", dict(texts)).read_bytes()
    return [("orders.zip", _harmed(chance, packed) if chance.random() < 0.6 else packed)]


@cache
def true_files(at: int) -> tuple[Named, ...]:
    """Return the files of a sample as they are."""
    return tuple((t.file_name, t.text().encode(t.encoding, "replace")) for t in SAMPLES[at].tables)


@cache
def workbooks(at: int) -> tuple[Named, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return tuple(
            (t.file_name, workbook(Path(folder) / t.file_name, {"S": cells_of(t)}).read_bytes())
            for t in SAMPLES[at].tables
        )


def _of_text(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3))):
        content = chance.choice(_WAYS)(chance, content)
    return content


def _of_workbook(chance: random.Random, content: bytes) -> bytes:
    """Harm the archive that a workbook is, or a part in it, so that damage is met deeper, too."""
    if chance.random() < 0.4:
        return _harmed(chance, content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    if chance.random() < 0.1:
        del parts[name]
    else:
        parts[name] = chance.choice((_harmed, _in_xml, _in_xml))(chance, parts[name])
    with tempfile.TemporaryDirectory() as folder:
        return pack(Path(folder) / "z", parts).read_bytes()


def _in_xml(chance: random.Random, content: bytes) -> bytes:
    """Change what stands between two marks, so that it stays XML."""
    pieces = content.split(b">")
    at = chance.randrange(len(pieces))
    text, mark, rest = pieces[at].partition(b"<")
    new = (b"", b"-1", b"99999999999", b"1E+400", b"NaN", b"A0", b"ZZZZ9", b"x" * 3000, b"&#0;", b"\xff")
    pieces[at] = (
        chance.choice(new) + mark + rest if chance.random() < 0.5 else text + mark + chance.choice(new)
    )
    return b">".join(pieces)


def _harmed(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.randint(1, 2)):
        content = chance.choice(_OF_BYTES)(chance, content)
    return content


def _place(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content) + 1)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: _place(chance, content)]


def _without_beginning(chance: random.Random, content: bytes) -> bytes:
    return content[min(_place(chance, content), 40) :]


def _flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + chance.randbytes(chance.randint(1, 60)) + content[at + chance.randrange(20) :]


def _nulls(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + b"\0" * chance.choice((1, 1, 3, 5000)) + content[at:]


def _doubled_block(chance: random.Random, content: bytes) -> bytes:
    start, end = sorted((_place(chance, content), _place(chance, content)))
    return content[:end] + content[start:end] + content[end:]


def _swapped_blocks(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[at:] + content[:at]


def _text_of(content: bytes) -> str:
    for codec in ("utf-8", "cp932"):
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _encoded_otherwise(chance: random.Random, content: bytes) -> bytes:
    return _text_of(content).encode(chance.choice(ENCODINGS), chance.choice(("replace", "ignore")))


def _half_otherwise(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + _encoded_otherwise(chance, content[at:])


def _quotes(chance: random.Random, content: bytes) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = _place(chance, content)
        content = content[:at] + chance.choice((b'"', b'""', b'"\r\n', b',"', b"\r", b"\n")) + content[at:]
    return content


def _lines(content: bytes) -> list[bytes]:
    return content.split(b"\r\n")


def _cells(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    delimiter = b"\t" if b"\t" in lines[0] else b","
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(lines))
        cells = lines[at].split(delimiter)
        new = chance.choice(NONSENSE).encode(chance.choice(("utf-8", "cp932")), "replace")
        cells[chance.randrange(len(cells))] = new
        lines[at] = delimiter.join(cells)
    return b"\r\n".join(lines)


def _ragged(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        cells = lines[at].split(b",")
        more = [b"x"] * chance.choice((1, 2, 40))
        lines[at] = b",".join(chance.choice((cells + more, cells[: len(cells) // 2], cells[1:])))
    return b"\r\n".join(lines)


def _huge(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    if chance.random() < 0.9:
        return content[:at] + b"x" * 3000 + content[at:]
    return (
        content[:at] + chance.choice((b"x", b"\n", b'"', b",", "山".encode("cp932"))) * 150_000 + content[at:]
    )


def _shuffled(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    header, rows = lines[:1], lines[1:]
    chance.shuffle(rows)
    return b"\r\n".join(chance.choice((header + rows, rows + header, rows, header * 2 + rows)))


def _repeated(chance: random.Random, content: bytes) -> bytes:
    between = chance.choice((b"", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a", b"\r\n\r\n"))
    return content + between + chance.choice((content, content.split(b"\r\n", 1)[-1]))


def _delimited_otherwise(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b",", chance.choice((b";", b"\t", b"|", b",,", b"")))


def _ended_otherwise(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\r\n", chance.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\0\n", b"")))


def _many_columns(chance: random.Random, content: bytes) -> bytes:
    lines = _lines(content)
    return b"\r\n".join([lines[0] + b",extra" * chance.choice((3, 500, 2500)), *lines[1:]])


_Way = Callable[[random.Random, bytes], bytes]
_OF_BYTES: tuple[_Way, ...] = (
    *(_cut, _without_beginning, _flipped, _flipped, _noise, _nulls, _doubled_block, _swapped_blocks),
)
_WAYS: tuple[_Way, ...] = (
    *(*_OF_BYTES, _encoded_otherwise, _half_otherwise, _quotes, _quotes, _cells, _cells, _cells, _ragged),
    *(_huge, _shuffled, _repeated, _delimited_otherwise, _ended_otherwise, _many_columns),
)


def write(folder: Path, number: int) -> list[Path]:
    """Write the files of one import."""
    paths = []
    for name, content in files_of(number):
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def outcomes(numbers: range) -> Counter[str]:
    """Read the files of each number; return how many imports, orders and refusals came of them."""
    found: Counter[str] = Counter()
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            try:
                answer = clear_answer(write(Path(folder), number))
            except Exception as error:
                error.add_note(f"These were the files of number {number}.")
                raise
        if isinstance(answer, FileRefused):
            found["files refused"] += 1
            continue
        found["files read"] += 1
        orders = sum(isinstance(item, OrderRead) for item in answer)
        found["orders"] += orders
        found["orders refused"] += len(answer) - orders
    return found


if __name__ == "__main__":
    told = outcomes(range(int(sys.argv[1]), int(sys.argv[2])))
    sys.stdout.write(json.dumps(dict(told) | {"peak_kib": peak_kib()}) + "\n")
