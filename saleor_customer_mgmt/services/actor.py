"""Who does something."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    USER = "user"
    APP = "app"
    COMMAND = "command"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff, an app, a command or the system itself. ``id`` is the host's."""

    kind: ActorKind
    id: str = ""
    label: str = ""

    def columns(self) -> dict[str, str]:
        """Return the values of the ``models.authored.Authored`` columns."""
        return {"by_kind": self.kind.value, "by_id": self.id, "by_label": self.label}


SYSTEM = Actor(ActorKind.SYSTEM)
