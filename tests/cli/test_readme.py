"""What the READMEs show is what happens."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def shown(readme: str) -> list[tuple[str, str]]:
    """Return the commands of a README's sessions, each with the output that is shown below it."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    sessions = re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    found = []
    for session in sessions:
        for part in session.removeprefix("$ ").split("\n$ "):
            command, _, output = part.partition("\n")
            found.append((command, output.strip("\n")))
    return found


def words(command: str) -> list[str]:
    """Return the words of a command, as a shell would give them."""
    found: list[str] = []
    for word in shlex.split(command):
        found += sorted(map(str, Path().glob(word))) if "*" in word else [word]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_the_sessions_of_the_readme(cli, monkeypatch, tmp_path, readme, language):
    # As in the project's folder, but files that are written stay out of it.
    package = "saleor_customer_mgmt"
    (tmp_path / package).symlink_to(ROOT / package)
    monkeypatch.chdir(tmp_path)
    commands = shown(readme)

    assert len(commands) > 3
    for command, output in commands:
        program, *arguments = words(command)
        done = cli(*arguments, "--lang", language)
        assert (program, done.code) == ("customer-mgmt", 0)
        assert done.out.strip("\n") == output, command


@pytest.mark.parametrize("page", ["README.md", "README.ja.md", "docs/cli.md"])
def test_links_lead_somewhere(page):
    path = ROOT / page
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))

    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []
