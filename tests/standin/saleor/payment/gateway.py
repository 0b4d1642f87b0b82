from __future__ import annotations

from tests.standin.steps import capture

__all__ = ["capture"]
