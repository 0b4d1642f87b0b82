"""Disjoint sets of order ids (union-find); the smallest id stands for its set."""

from __future__ import annotations


class DisjointSets:
    """Ids not seen before are alone. The root of a set is its smallest id."""

    __slots__ = ("_parent",)

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, item: int) -> int:
        parent = self._parent
        root = item
        while (up := parent.get(root, root)) != root:
            root = up
        while item != root:  # path compression: what was climbed once is a step next time
            parent[item], item = root, parent.get(item, item)
        return root

    def union(self, a: int, b: int) -> None:
        root_a, root_b = self.find(a), self.find(b)
        if root_a < root_b:
            self._parent[root_b] = root_a
        elif root_b < root_a:
            self._parent[root_a] = root_b
