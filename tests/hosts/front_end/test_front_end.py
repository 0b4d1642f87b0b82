"""The built front end, as hosts serve it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from saleor_customer_mgmt.hosts import front_end
from tests.hosts.front_end.built import SCRIPT, build


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(front_end, "BUILT", tmp_path / "built")
    return tmp_path / "built"


def told(page: str) -> Any:
    found = re.search(r'type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_nothing_is_there_before_it_is_built(folder: Path) -> None:
    assert not front_end.is_built()
    assert front_end.asset("index-1a2B.js") is None
    with pytest.raises(FileNotFoundError):
        front_end.page("/app/", {})


def test_the_page_names_its_files_from_the_root_and_tells_the_settings(folder: Path) -> None:
    build(folder)

    page = front_end.page("/plugins/x/app/", {"language": "ja", "user": "見本"})

    assert front_end.is_built()
    assert 'src="/plugins/x/app/assets/index-1a2B.js"' in page
    assert told(page) == {"language": "ja", "user": "見本", "base": "/plugins/x/app/"}


def test_a_setting_cannot_end_the_script_element(folder: Path) -> None:
    build(folder)
    name = "</script><script>alert(1)</script><!-- &amp;"

    page = front_end.page("/app/", {"user": name})

    assert page.count("<script") == 2
    assert told(page)["user"] == name


def test_an_asset_as_it_is_and_compressed(folder: Path) -> None:
    build(folder)

    assert front_end.asset("index-1a2B.js") == SCRIPT
    compressed = front_end.asset("index-1a2B.js", compressed=True)
    assert compressed is not None
    assert len(compressed) < len(SCRIPT)
    assert gzip.decompress(compressed) == SCRIPT
    assert front_end.asset("style.css") == b""


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "../secret.js", "..%2fsecret.js", "/etc/hosts", "a/../index-1a2B.js", ".js"),
        *("notes.txt", "missing.js", "index-1a2B.js\n", "index-1a2B.js\0", "ｉndex.js"),
    ],
)
def test_what_is_no_asset(folder: Path, name: str) -> None:
    build(folder)

    assert front_end.asset(name) is None
    assert front_end.asset(name, compressed=True) is None
