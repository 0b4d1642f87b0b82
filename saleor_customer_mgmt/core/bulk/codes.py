"""Digests of 16 bytes as small whole numbers: equal digests, equal numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Words: TypeAlias = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Digests:
    """Digests in two halves: numbers whose lowest byte is the first one of the half."""

    first: Words
    second: Words

    def __len__(self) -> int:
        return len(self.first)

    def __getitem__(self, which: npt.NDArray[np.bool_] | Ints) -> Digests:
        return Digests(self.first[which], self.second[which])


def digests_in(data: bytes) -> Digests:
    """Return the digests of which these bytes are a run."""
    halves = np.frombuffer(data, dtype="<u8").reshape(-1, 2)
    return Digests(halves[:, 0], halves[:, 1])


def bytes_of(digests: Digests) -> list[bytes]:
    """Return what :func:`digests_in` was given, one by one."""
    halves = np.stack([digests.first, digests.second], axis=1).astype("<u8")
    data = halves.tobytes()
    return [data[start : start + 16] for start in range(0, len(data), 16)]


def in_order(digests: Digests) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return positions that bring equal digests together, and for each of these whether a new one begins."""
    # Sorting by one half is several times as quick; only when two digests share it, the other one counts.
    order = np.argsort(digests.first)
    first, second = digests.first[order], digests.second[order]
    same_first, same_second = first[1:] == first[:-1], second[1:] == second[:-1]
    if bool(np.any(same_first & ~same_second)):
        order = np.lexsort((digests.second, digests.first))
        first, second = digests.first[order], digests.second[order]
        same_first, same_second = first[1:] == first[:-1], second[1:] == second[:-1]
    begins = np.ones(len(order), dtype=np.bool_)
    begins[1:] = ~(same_first & same_second)
    return order, begins


def codes_of(digests: Digests) -> Ints:
    """Return a number for each digest, counted from 0 without gaps."""
    order, begins = in_order(digests)
    codes = np.empty(len(order), dtype=np.int64)
    codes[order] = np.cumsum(begins) - 1
    return codes


def codes_of_pairs(ones: Ints, others: Ints) -> Ints:
    """Return a number for each pair of numbers, counted from 0 without gaps."""
    if not len(ones):
        return ones
    span = int(others.max()) + 1
    if (int(ones.max()) + 1) * span >= 2**63:
        raise OverflowError("too many different values")
    _, inverse = np.unique(ones * span + others, return_inverse=True)
    codes: Ints = inverse.astype(np.int64, copy=False)
    return codes
