"""Opening the files of one import: what they are, and which belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from saleor_customer_mgmt.importers.charset import CODECS
from saleor_customer_mgmt.importers.contract import FileRefused
from saleor_customer_mgmt.importers.format import Format
from saleor_customer_mgmt.importers.formats import FORMATS
from saleor_customer_mgmt.importers.given import given_files
from saleor_customer_mgmt.importers.limits import DEFAULTS, Limits
from saleor_customer_mgmt.importers.mapping import MappingFile
from saleor_customer_mgmt.importers.reading import Reading
from saleor_customer_mgmt.importers.recognise import Recognised, recognise
from saleor_customer_mgmt.importers.table import SOURCE

DEFAULT_TIMEZONE = "Asia/Tokyo"
_NO_SOURCE = "a source is a short name of small letters, digits, - and _: {!r} is not"


def open_orders(
    paths: Sequence[Path],
    format: str | None = None,  # noqa: A002  # the word for it; the builtin is not used here
    source: str | None = None,
    mapping: MappingFile | None = None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
    encoding: str | None = None,
    limits: Limits = DEFAULTS,
    shops: Mapping[str, str] | None = None,
) -> Reading:
    """Recognise the files of one import and return what reads them. Nothing has been read yet then.

    ``format`` is a name of :func:`format_names` or its beginning (``rakuten`` also covers ``rakuten-old``),
    ``source`` takes the place of the format's own source (a shop's second store), ``timezone`` is that of
    times without offset where neither the format nor a mapping file knows it. ``encoding`` is needed
    only where the bytes do not tell. Archives are unpacked while they are read, within ``limits``; all
    files, and all files in archives, are parts of one export or those that are joined to them. ``shops``
    says which source a shop is that a file with the orders of several names (docs/formats/nextengine.md).

    Raises:
        FileRefused: when a file cannot be read as a whole, or the files do not belong together.
        ValueError: when an argument is not what it should be.
    """
    if not paths:
        raise ValueError("no files given")
    if source is not None and not SOURCE.fullmatch(source):
        raise ValueError(_NO_SOURCE.format(source))
    for named in (shops or {}).values():
        if not SOURCE.fullmatch(named):
            raise ValueError(_NO_SOURCE.format(named))
    if encoding is not None and encoding.lower() not in CODECS:
        raise ValueError(f"no encoding {encoding!r}; there are {', '.join(CODECS)}")
    formats = _chosen(format, mapping)
    codec = CODECS[encoding.lower()] if encoding else formats[0].encoding
    chosen = format is not None and mapping is None
    files = [
        table
        for file in given_files(paths, limits)
        for table in recognise(file, formats, limits, codec=codec, chosen=chosen)
    ]
    files.sort(key=lambda file: file.is_items)
    _check_group(files)
    source = source or files[0].format.source
    if source is None:
        for file in files:
            if not file.has_source:
                raise FileRefused(
                    file.name, "where do these orders come from? Give a source: no column tells it"
                )
    return Reading(files, source, _zone(timezone), shops)


def _chosen(name: str | None, mapping: MappingFile | None) -> Sequence[Format]:
    if mapping is not None:
        return (mapping.format,)
    if name is None:
        return FORMATS
    formats = [each for each in FORMATS if each.name == name or each.name.startswith(f"{name}-")]
    if not formats:
        raise ValueError(f"no format {name!r}; there are {', '.join(format_names())}")
    return formats


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def _check_group(files: Sequence[Recognised]) -> None:
    first = files[0]
    if first.is_items:
        reason = f"this is only the item file of {first.format.title}; the order file is needed with it"
        raise FileRefused(first.name, reason)
    for file in files[1:]:
        if file.format is not first.format:
            reason = f"this file ({file.format.title}) is not read together with {first.name}"
            raise FileRefused(file.name, f"{reason} ({first.format.title}); import them one after the other")


def format_names() -> tuple[str, ...]:
    """Return the names of all formats that can be read."""
    return tuple(each.name for each in FORMATS)


def plan_files(paths: Sequence[Path], limits: Limits = DEFAULTS) -> list[list[Path]]:
    """Part files into those that are opened together: parts of one export, and those joined to them.

    Files that cannot be read stand alone, and so do archives with files of several formats; opening them
    says why.
    """
    groups: list[list[Path]] = []
    joined: dict[tuple[str, bool], list[Path]] = {}
    for path in paths:
        try:
            tables = [
                table for file in given_files([path], limits) for table in recognise(file, FORMATS, limits)
            ]
        except FileRefused:
            groups.append([path])
            continue
        # A file that says whose its orders are is not held up by one that does not.
        kind = (tables[0].format.name, tables[0].has_source)
        if any((table.format.name, table.has_source) != kind for table in tables if not table.is_items):
            groups.append([path])
        elif kind in joined:
            joined[kind].append(path)
        else:
            joined[kind] = [path]
            groups.append(joined[kind])
    return groups
