"""The part of a Japanese address behind the block number: building and room."""

from __future__ import annotations

import re

_IN_CARE_OF = re.compile(r" ?[^ 0-9]+方 ?$")
_NUMBER = r"(?:(?<![0-9a-z])([a-z]{1,3})-?)?([0-9]+(?:-[0-9]+)*[a-z]?)"
_ROOM = re.compile(rf"{_NUMBER}号?室|{_NUMBER}号? ?$")
_WING = re.compile(r"([a-z]|[0-9]{1,3})(?:号棟|棟|号館)")
_FLOOR = re.compile(r"(b|地下)?([0-9]{1,2})(?:階|f)")
_NOT_WRITTEN = re.compile(r"[^\w-]+|_")
_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def joined(block: list[str], building: str) -> str:
    """Return block number and unit in one: ``1-2-3-501``, ``1-2#5``.

    People write a room behind the block number with a dash or behind the name of the building, so both
    become the same. But a short number behind an unfinished block number (``1-2 コーポ3``) would then
    look like the house 1-2-3, so it is set off with ``#``; so is what is not a number.
    """
    chain = "-".join(block)
    unit = _unit(_IN_CARE_OF.sub("", _NOT_WRITTEN.sub(" ", building)))
    if not unit:
        return chain
    first = unit.partition("-")[0]
    plain = unit.replace("-", "").isdigit() and (len(block) >= 3 or len(first) >= 3)
    return f"{chain}-{unit}" if plain else f"{chain}#{unit}"


def _unit(building: str) -> str:
    """Return wing and room, else the floor, else nothing."""
    room = _ROOM.search(building)
    wing = _WING.search(building)
    if room is None:
        floor = _FLOOR.search(building)
        if floor is None:
            return f"{wing[1]}棟" if wing else ""
        return f"{'b' if floor[1] else ''}{floor[2].lstrip('0') or '0'}f"
    letters, number = (room[1], room[2]) if room[2] else (room[3], room[4])
    prefix = letters or (wing[1] if wing and wing.end() <= room.start() else "")
    return _LEADING_ZEROS.sub("", f"{prefix}-{number}" if prefix else number)
