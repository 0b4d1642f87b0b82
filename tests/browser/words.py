"""What the front end says, from its own catalogues."""

from __future__ import annotations

import re
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "dashboard-extension" / "src" / "i18n"
_TEXT = r"""'((?:[^'\\]|\\.)*)'"""
_ENTRY = re.compile(
    rf"^  '?([\w-]+)'?:\s*(?:\{{\s*one:\s*{_TEXT},\s*other:\s*{_TEXT},?\s*\}}|{_TEXT})", re.MULTILINE
)


class Words:
    """``words("orders", count=2)`` is the text with this key, as the language says it."""

    def __init__(self, language: str) -> None:
        self.language = language
        # ``en.ts`` and its parts, such as ``en-rules.ts``.
        source = "".join(file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob(f"{language}*.ts")))
        self._texts = {key: (one or text, other or text) for key, one, other, text in _ENTRY.findall(source)}

    def __call__(self, key: str, **values: object) -> str:
        text = self._texts[key][0 if values.get("count") == 1 and self.language == "en" else 1]
        return re.sub(r"\{(\w+)\}", lambda place: str(values[place[1]]), text)
