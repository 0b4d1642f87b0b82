"""Which encoding a file is in, judged by its bytes alone (docs/adr/0020-reading-order-files.md)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from saleor_customer_mgmt.importers.contract import FileRefused

MARK = "saleor_customer_mgmt.mark"
"""Name of the codec error handler under which reading goes on past bytes that are no text."""

MARKED = re.compile("[\udc00-\udcff]")
"""A byte that could not be decoded, as :data:`MARK` leaves it: no codec gives a lone surrogate."""

CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "cp932": "cp932", "windows-31j": "cp932", "shift_jis": "cp932",
    "shift-jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "windows-1252": "cp1252", "cp1252": "cp1252",
    "iso-8859-1": "iso8859-1", "iso-8859-15": "iso8859-15",
}  # fmt: skip
"""What people call the encodings, and their Python codecs."""

_BLOCK = 1 << 16
_WINDOW = 1 << 16
_MOST_NULS = 0.02
"""A few NUL bytes cost their rows, more of them are no text."""
_MOST_BAD = 0.2
"""With a larger share of undecodable characters than this, an encoding is not the file's."""

# In small letters, as the beginning of the file is when it is compared.
_NOT_TABLES = (
    (b"pk\x03\x04", "this is an archive that cannot be read here; unpack it first"),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old Excel workbook (.xls), or one with a password; save it as .xlsx, or as CSV",
    ),
    (b"%pdf", "this is a PDF document, not a table"),
    (b"<!doctype", "this is a web page (perhaps a sign-in page), not a table"),
    (b"<html", "this is a web page (perhaps a sign-in page), not a table"),
    (b"\x1f\x8b", "this is a compressed file; unpack it first"),
)
_UTF16_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding (a Python codec name) and how many bytes of byte order mark stand before the text."""

    codec: str
    bom: int = 0

    def __str__(self) -> str:
        return f"{self.codec} with BOM" if self.bom else self.codec


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    if error.encoding.replace("-", "_") == "euc_jp" and (known := _vendor_euc(error)) is not None:
        return known, error.start + 2
    return "".join(chr(0xDC00 + byte) for byte in bad), error.end


def _vendor_euc(error: UnicodeDecodeError) -> str | None:
    """Return the NEC or IBM character (髙, ①) that Windows writes into EUC-JP and Python leaves out.

    Its two bytes are row and cell plus 0xA0, which Shift_JIS folds in pairs of rows.
    """
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or pair[0] not in (0xAD, *range(0xF9, 0xFD)) or not 0xA1 <= pair[1] <= 0xFE:
        return None
    row, cell = pair[0] - 0xA0, pair[1] - 0xA0
    lead = (row - 1) // 2 + (0x81 if row <= 62 else 0xC1)
    trail = cell + 0x9E if row % 2 == 0 else cell + (0x3F if cell <= 63 else 0x40)
    try:
        return bytes((lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return None


codecs.register_error(MARK, _mark)


def detect(file: BinaryIO, name: str) -> Charset:
    """Return the encoding of ``file`` (at its beginning; it is left anywhere).

    Raises:
        FileRefused: when the file is empty, not text, or in none of the encodings known here.
    """
    head = file.read(_BLOCK)
    if not head.strip():
        raise FileRefused(name, "the file is empty")
    for magic, reason in _NOT_TABLES:
        if head.lstrip().lower().startswith(magic):
            raise FileRefused(name, reason)
    if head.startswith(codecs.BOM_UTF8):
        return Charset("utf-8", 3)
    for bom, codec in _UTF16_BOMS:
        if head.startswith(bom):
            return Charset(codec, 2)
    if b"\0" in head and (charset := _utf16_without_bom(head)):
        return charset
    if head.count(0) > _MOST_NULS * len(head):
        raise FileRefused(name, "this is a binary file, not text (it has NUL bytes)")
    window, final = _window(file, head)
    if not window:
        return Charset("utf-8")
    return _best(window, final, name)


def named(file: BinaryIO, codec: str) -> Charset:
    """Return an encoding that somebody chose, with the byte order mark that ``file`` may have."""
    head = file.read(3)
    for bom, of in ((codecs.BOM_UTF8, "utf-8"), *_UTF16_BOMS):
        if head.startswith(bom) and codec.startswith(of[:6]):
            return Charset(of, len(bom))
    return Charset(codec)


def _utf16_without_bom(head: bytes) -> Charset | None:
    """Return the byte order in which the bytes look like a table of several lines, if there is one.

    A NUL in a text of single bytes makes a row of odd kanji of it, without a single line end.
    """
    best = min(("utf-16-le", "utf-16-be"), key=lambda codec: _strangeness(head, codec, final=False))
    text = _decode(head, best, final=False)
    if _strangeness(head, best, final=False) > _MOST_BAD or "\0" in text or not {"\n", "\r"} & set(text):
        return None
    return Charset(best)


def _window(file: BinaryIO, block: bytes) -> tuple[bytes, bool]:
    """Return the bytes around and after the first that is not ASCII, and whether the file ends with them.

    The headers of Yahoo! and au PAY files are pure ASCII, and so may be the first hundred rows: only
    what is not ASCII tells encodings apart.
    """
    while block.isascii():
        block = file.read(_BLOCK)
        if not block:
            return b"", True
    start = next(at for at, byte in enumerate(block) if byte > 0x7F)
    window = block[max(0, start - 1) :] + file.read(_WINDOW)
    return window, not file.read(1)


def _best(window: bytes, final: bool, name: str) -> Charset:
    """Prefer UTF-8, which no other text is by chance, then CP932, which is what Japanese malls write."""
    codecs_tried = ("cp932", "euc_jp")
    bad = {codec: _bad_share(window, codec, final) for codec in ("utf-8", *codecs_tried)}
    if bad["utf-8"] <= _MOST_BAD:
        return Charset("utf-8")
    if not bad["cp932"] and not bad["euc_jp"] and _KATAKANA_ONLY.fullmatch(_decode(window, "cp932", final)):
        raise FileRefused(
            name, "half-width katakana in CP932 or kanji in EUC-JP: too little text to tell; say which"
        )
    rank = {codec: _strangeness(window, codec, final) for codec in codecs_tried}
    best = min(codecs_tried, key=lambda codec: rank[codec])
    if bad[best] > _MOST_BAD or rank[best] > 1:
        raise FileRefused(
            name, "the text is in none of UTF-8, CP932 (Shift_JIS), EUC-JP and UTF-16; save it as UTF-8"
        )
    return Charset(best)


def _decode(data: bytes, codec: str, final: bool) -> str:
    return codecs.getincrementaldecoder(codec)(MARK).decode(data, final)


def _bad_share(data: bytes, codec: str, final: bool) -> float:
    text = _decode(data, codec, final)
    return len(MARKED.findall(text)) / max(1, sum(not char.isascii() for char in text))


_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_GLUED = re.compile("[A-Za-z][\u4e00-\u9fff](?=[a-z])")
_KATAKANA_ONLY = re.compile("[\x00-\x7f\uff66-\uff9f]*")


def _strangeness(data: bytes, codec: str, final: bool) -> float:
    """Say how little this looks like the text of a Japanese order file: 0 is like one, above 1 is not.

    EUC-JP read as CP932 is mostly valid but full of half-width katakana, Western text read as CP932
    gives kanji within Latin words.
    """
    text = _decode(data, codec, final)
    foreign = [char for char in text if not char.isascii()]
    controls = sum(char < " " and char not in "\t\r\n\x1a" for char in text)
    if not foreign:
        return controls / max(1, len(text))
    odd = len(foreign) - len(_JAPANESE.findall(text)) - 0.6 * len(_HALF_WIDTH.findall(text))
    odd += 9 * len(MARKED.findall(text)) + controls
    if codec == "cp932":
        odd += 2 * len(_GLUED.findall(text))
    return odd / len(foreign)
