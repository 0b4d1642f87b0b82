"""Which Saleors are found from the environment and the settings file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.saleor.runner.finding import Named, NotUsable, named_saleors, parse, settings_file, user_folder

FILE = """
[[saleor]]
python = "/shops/old/bin/python"
source = "/shops/old/saleor"
database = "postgresql://user@localhost"
redis = "redis://localhost:6379/4"
environment = { STATIC_URL = "/static/" }

[[saleor]]
python = "/shops/new/bin/python"
"""
OLD = Named(
    Path("/shops/old/bin/python"),
    Path("/shops/old/saleor"),
    "postgresql://user@localhost",
    "redis://localhost:6379/4",
    {"STATIC_URL": "/static/"},
)
NEW = Named(Path("/shops/new/bin/python"))


@pytest.fixture
def environment(tmp_path):
    """A user whose settings file names two Saleors."""
    folder = tmp_path / ".config" / "customer-mgmt"
    folder.mkdir(parents=True)
    (folder / "saleor.toml").write_text(FILE, encoding="utf-8")
    return {"HOME": str(tmp_path)}


def test_a_user_who_names_none_has_none(tmp_path):
    assert named_saleors({"HOME": str(tmp_path)}) == []
    assert named_saleors({}) == []
    assert named_saleors({"HOME": str(tmp_path), "SALEOR_PYTHON": ""}) == []


def test_the_settings_file_names_all_that_it_has(environment):
    assert named_saleors(environment) == [OLD, NEW]


def test_the_variable_goes_before_the_file_and_keeps_what_the_file_says(environment):
    environment["SALEOR_PYTHON"] = os.pathsep.join(["/elsewhere/python", "/shops/old/bin/python"])

    assert named_saleors(environment) == [Named(Path("/elsewhere/python")), OLD]


def test_a_path_twice_in_the_variable_is_one():
    assert named_saleors({"SALEOR_PYTHON": os.pathsep.join(["/a/python", "", "/a/python"])}) == [
        Named(Path("/a/python"))
    ]


def test_a_path_in_the_variable_has_to_be_whole():
    with pytest.raises(NotUsable, match="SALEOR_PYTHON: bin/python is not a whole path"):
        named_saleors({"SALEOR_PYTHON": "bin/python"})


def test_a_wrong_file_fails_even_where_the_variable_is_set(environment, tmp_path):
    (tmp_path / ".config" / "customer-mgmt" / "saleor.toml").write_text("[[saleor]", encoding="utf-8")

    with pytest.raises(NotUsable, match="this is not TOML"):
        named_saleors(environment | {"SALEOR_PYTHON": "/a/python"})


def test_a_file_that_cannot_be_read_fails(environment, tmp_path):
    (tmp_path / ".config" / "customer-mgmt" / "saleor.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(NotUsable, match="cannot be read"):
        named_saleors(environment)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "name at least one Saleor"),
        ("saleor = []", "name at least one Saleor"),
        ("saleor = 3", "name at least one Saleor"),
        ("saleor = ['/a/python']", r"\[\[saleor\]\] 1: write \[\[saleor\]\]"),
        ("python = '/a/python'", "python is not known here"),
        ("[[saleor]]\nsource = '/a'", r"\[\[saleor\]\] 1: python is missing"),
        ("[[saleor]]\npython = ''", "python is missing"),
        ("[[saleor]]\npython = 3", "python has to be text"),
        ("[[saleor]]\npython = 'bin/python'", "python: bin/python is not a whole path"),
        ("[[saleor]]\npython = '/a'\nsource = 'b'", "source: b is not a whole path"),
        ("[[saleor]]\npython = '/a'\nredis = 3", "redis has to be text"),
        ("[[saleor]]\npython = '/a'\ndatabse = 'x'", "databse is not known here"),
        ("[[saleor]]\npython = '/a'\nenvironment = 'x'", "environment has to be a table of texts"),
        ("[[saleor]]\npython = '/a'\nenvironment = { A = 1 }", "environment has to be a table of texts"),
        ("[[saleor]]\npython = '/a'\n[[saleor]]\npython = '/a'", "/a is named more than once"),
        ("[[saleor]]\npython = '/a'\n[[saleor]]\nsource = '/b'", r"\[\[saleor\]\] 2: python is missing"),
    ],
)
def test_what_is_not_understood_is_named_with_its_place(text, complaint):
    with pytest.raises(NotUsable, match=f"^the file(,|:).*{complaint}"):
        parse(text, "the file")


def test_a_complaint_about_an_entry_keeps_its_password_to_itself():
    with pytest.raises(NotUsable) as told:
        parse("[[saleor]]\npython = '/a'\ndatabase = 'postgresql://u:geheim@h'\nx = 1", "the file")

    assert "geheim" not in str(told.value)


def test_the_link_of_a_virtual_environment_is_kept(tmp_path):
    (tmp_path / "real").touch()
    (tmp_path / "python").symlink_to(tmp_path / "real")

    assert parse(f"[[saleor]]\npython = '{tmp_path}/python'", "")[0].python == tmp_path / "python"


def test_the_folders_are_those_of_the_xdg_rules():
    assert settings_file({"XDG_CONFIG_HOME": "/c", "HOME": "/h"}) == Path("/c/customer-mgmt/saleor.toml")
    assert settings_file({"XDG_CONFIG_HOME": "relative", "HOME": "/h"}) == Path(
        "/h/.config/customer-mgmt/saleor.toml"
    )
    assert settings_file({}) is None
    assert user_folder({"HOME": "/h"}, "XDG_CACHE_HOME", ".cache") == Path("/h/.cache/customer-mgmt")
