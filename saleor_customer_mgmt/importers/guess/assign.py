"""Each column is one thing at most, and each thing one column: of all ways to do that, the likeliest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from saleor_customer_mgmt.importers.guess.score import Candidate

_TRIED = 12
"""So many columns are tried for one thing, however many of a header are called the same."""

Role = tuple[str, str]


def assign(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates whose confidences come to most, no column and no role twice.

    Pairs are added one at a time, each time along the path of exchanges that gains most, which is known to
    lead to the best total.
    """
    by_role: dict[Role, list[Candidate]] = defaultdict(list)
    for each in sorted(candidates, key=lambda found: (-found.confidence, found.column)):
        if len(by_role[each.role]) < _TRIED:
            by_role[each.role].append(each)
    of_role: dict[Role, Candidate] = {}
    while path := _best_path(by_role, of_role):
        of_role.update((step.role, step) for step in path)
    return sorted(of_role.values(), key=lambda found: found.column)


def _best_path(by_role: dict[Role, list[Candidate]], of_role: dict[Role, Candidate]) -> list[Candidate]:
    """Return the pairs to be made so that one more column has a role, at the greatest gain."""
    of_column = {each.column: each for each in of_role.values()}
    gain: dict[int, float] = {}
    came_by: dict[int, Candidate] = {}
    roles = {role: 0.0 for role in by_role if role not in of_role}
    while roles:
        moved: dict[Role, float] = {}
        for role, so_far in roles.items():
            for each in by_role[role]:
                reached = so_far + each.confidence
                if reached > gain.get(each.column, 0.0) + 1e-9:
                    gain[each.column], came_by[each.column] = reached, each
                    holder = of_column.get(each.column)
                    if holder is not None and holder.role != role:
                        moved[holder.role] = reached - holder.confidence
        roles = moved
    free = [column for column in gain if column not in of_column]
    if not free:
        return []
    column = max(free, key=lambda at: (gain[at], -at))
    path = []
    while True:
        step = came_by[column]
        path.append(step)
        if step.role not in of_role:
            return path
        column = of_role[step.role].column
