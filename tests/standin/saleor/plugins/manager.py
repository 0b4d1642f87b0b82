from __future__ import annotations

from tests.standin.steps import get_plugins_manager

__all__ = ["get_plugins_manager"]
