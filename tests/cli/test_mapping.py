from __future__ import annotations

from pathlib import Path

import pytest

from saleor_customer_mgmt.models import ImportMapping, OrderRecord

pytestmark = pytest.mark.django_db

FILE = """\
注文No,注文者氏名,注文者TEL,合計金額,状態
7,見本花子,090-0000-1001,1000,発送済
8,例太郎,03-0000-0001,20,倉庫
"""


@pytest.fixture
def cart(tmp_path: Path) -> str:
    path = tmp_path / "cart.csv"
    path.write_text(FILE, encoding="cp932")
    return str(path)


@pytest.fixture
def corrected(cli, cart, tmp_path: Path):
    """Have a file guessed, and correct what is written as a person would."""

    def write(**changes: str) -> str:
        text = cli("mapping", "guess", cart).out.replace("# source", "source")
        for old, new in {'# "倉庫" = "placed"': '"倉庫" = "unfinished"', **changes}.items():
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "cart.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_guess_is_a_mapping_file_with_reasons(cli, cart):
    done = cli("mapping", "guess", cart)

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:9] == [
        "# No column tells where the orders come from: give the file a source, such as oldcart.",
        "# No column was found that is the date of the order.",
        "",
        "[file]",
        '# source = "oldcart"',
        '# currency = "JPY"',
        "",
        "[columns]",
        "#  94%  注文No: the column is called “注文No”; every row has its own",
    ]
    assert not any(person in done.out for person in ("花子", "1001"))
    in_japanese = cli("mapping", "guess", cart, "--lang", "ja").out
    assert "注文No: 列名が「注文No」、行ごとに異なる値です" in in_japanese


def test_a_guess_for_programs(cli, cart):
    done = cli("mapping", "guess", cart, "--json")

    name = done.json["columns"][1]
    assert (name["column"], name["field"], name["confidence"]) == ("注文者氏名", "name", 0.94)
    assert name["reasons"][0] == {
        "code": "name",
        "en": "the column is called “注文者氏名”",
        "ja": "列名が「注文者氏名」",
    }
    assert [each["code"] for each in done.json["missing"]] == ["missing_source", "missing_placed_at"]
    assert (done.json["format"], done.json["rows"], done.json["unknown_states"]) == (None, 2, ["倉庫"])


def test_guessed_corrected_saved_and_used_from_then_on(cli, cart, corrected):
    assert cli("import", cart).code == 1

    saved = cli("mapping", "save", "Old cart", corrected())
    done = cli("import", cart, "--json")

    assert saved.out == (
        "Saved “Old cart”, revision 1. Files with these columns are read with it from now on.\n"
    )
    assert (done.code, done.json["new"]) == (0, 2)
    assert done.json["files"][0]["mapping"] == "Old cart"
    assert cli("import", cart).out.splitlines()[1].split()[1:3] == ["“Old", "cart”"]
    found = OrderRecord.objects.order_by("number").values_list("source", "status")
    assert list(found) == [("oldcart", "fulfilled"), ("oldcart", "unfinished")]


def test_saved_again_shown_listed_and_removed(cli, cart, corrected):
    cli("mapping", "save", "Old cart", corrected())
    changed = cli(
        "mapping", "save", "Old cart", corrected(**{'# currency = "JPY"': 'currency = "JPY"'}), "--json"
    )

    assert (changed.json["name"], changed.json["revision"], changed.json["known_format"]) == (
        "Old cart",
        2,
        None,
    )
    assert 'currency = "JPY"' in cli("mapping", "show", "Old cart").out
    assert cli("mapping", "list", "--json").json[0]["saved_by"] == "customer-mgmt (tester)"
    head, row = cli("mapping", "list").out.splitlines()
    assert head.split() == ["CALLED", "REVISION", "SOURCE", "COLUMNS", "SAVED", "BY"]
    assert row.split()[:5] == ["Old", "cart", "2", "oldcart", "5"]
    assert cli("mapping", "remove", "Old cart").out == (
        "“Old cart” is removed. What was imported with it stays.\n"
    )
    assert cli("import", cart).code == 1
    assert cli("mapping", "list").out == (
        "There is no saved mapping. 'mapping guess FILE' makes a first one.\n"
    )


def test_a_saved_mapping_by_name(cli, tmp_path, corrected):
    cli("mapping", "save", "Old cart", corrected())
    short = tmp_path / "short.csv"
    short.write_text("注文No,注文者氏名\n9,見本花子\n", encoding="utf-8")

    assert cli("import", str(short)).code == 1
    assert cli("import", str(short), "--mapping", "Old cart", "--json").json["new"] == 1
    assert cli("import", str(short), "--mapping", "Nobody's").err == (
        "Nobody's: cannot be opened (No such file or directory)\n"
    )


def test_what_cannot_be_saved_is_told_all_at_once(cli, cart, tmp_path):
    path = tmp_path / "bare.toml"
    path.write_text('[columns]\norder_number = "No"\n', encoding="utf-8")

    done = cli("mapping", "save", "x", str(path))

    assert (done.code, done.err.splitlines()[0]) == (1, "bare.toml cannot be saved:")
    assert [line.split()[0] for line in done.err.splitlines()[1:]] == ["[file]", "[seen]"]
    assert not ImportMapping.objects.exists()
    assert cli("mapping", "save", "x", str(tmp_path / "none.toml"), "--json").json["error"]["message"] == (
        "none.toml cannot be opened (No such file or directory)."
    )
    assert cli("mapping", "save", "x", cart).err == "cart.csv is not UTF-8 text.\n"
    assert cli("mapping", "remove", "x", "--json").json["error"]["code"] == "NOT_FOUND"
    assert cli("mapping", "guess", str(tmp_path / "none.csv")).code == 1


def test_a_known_format_needs_no_mapping(cli, tmp_path):
    path = tmp_path / "known.csv"
    path.write_text("order_number,source,name\n1,shop,見本花子\n", encoding="utf-8")

    guessed = cli("mapping", "guess", str(path))
    (tmp_path / "known.toml").write_text(guessed.out, encoding="utf-8")
    saved = cli("mapping", "save", "x", str(tmp_path / "known.toml"))

    assert guessed.err == "A known format reads this file (neutral); it needs no mapping.\n"
    assert saved.err.startswith("But files with these columns are read as Neutral CSV;")
