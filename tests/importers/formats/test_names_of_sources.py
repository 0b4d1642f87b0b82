"""Staff choose and read sources by their names: every source that a file may have has one on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from saleor_customer_mgmt.importers.formats import FORMATS
from tests.samples.every import SAMPLES

NAMES = Path(__file__).parents[3] / "dashboard-extension" / "src" / "i18n" / "format.ts"


def test_every_source_has_a_name_on_the_screen():
    (table,) = re.findall(r"const SOURCES: .*?= \{(.*?)\n\};", NAMES.read_text(encoding="utf-8"), re.DOTALL)
    named = set(re.findall(r"^  (\w+): \{ en: '[^']+', ja: '[^']+' \},$", table, re.MULTILINE))
    sources = {each.source for each in FORMATS if each.source}
    sources |= {order.source for sample in SAMPLES for order in sample.expected}
    assert sources | {"saleor", "nextengine", "sukeneko"} == named
