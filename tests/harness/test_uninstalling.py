"""The commands that uninstall the package are those of docs/saleor.md."""

from __future__ import annotations

import pytest

from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.uninstalling import documented_commands


def test_the_documentation_says_how_to_uninstall():
    dashboard, first, second = documented_commands()

    assert dashboard == ["manage.py", "customer_mgmt", "dashboard", "remove"]
    assert first == ["manage.py", "migrate", "customer_mgmt", "zero"]
    assert second[:3] == ["manage.py", "shell", "-c"]
    assert "customer-mgmt-" in second[3]
    assert len(second) == 4


@pytest.mark.parametrize("text", ["", "## Uninstall\n\n```sh\npip uninstall it\n```\n", "## Uninstall\n"])
def test_documentation_that_does_not_say_so_fails(tmp_path, text):
    docs = tmp_path / "saleor.md"
    docs.write_text(text, encoding="utf-8")

    with pytest.raises(NotUsable, match="does not say how to uninstall"):
        documented_commands(docs)
