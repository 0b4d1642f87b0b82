"""The numbers from 0 on in another order, each once, without a list of them."""

from __future__ import annotations

_ROUNDS = 4
_STEP = 0x9E3779B97F4A7C15
_ALL = (1 << 64) - 1


class Shuffle:
    """A permutation of ``range(count)``: a Feistel network, walked until it comes back into the range."""

    def __init__(self, count: int, seed: int) -> None:
        self._count = count
        self._half = max(1, ((count - 1).bit_length() + 1) // 2)
        self._mask = (1 << self._half) - 1
        self._keys = tuple((seed * 31 + round_ + 1) * _STEP & _ALL for round_ in range(_ROUNDS))

    def __call__(self, number: int) -> int:
        """Return where this number goes."""
        while True:
            left, right = number >> self._half, number & self._mask
            for key in self._keys:
                mixed = (right ^ key) * _STEP & _ALL
                left, right = right, left ^ (mixed >> 29 ^ mixed >> 41) & self._mask
            number = left << self._half | right
            if number < self._count:
                return number
