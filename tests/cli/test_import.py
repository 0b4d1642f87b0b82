from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from saleor_customer_mgmt.cli.demo import samples
from saleor_customer_mgmt.models import Import, OrderRecord
from tests.importers.packing import pack

pytestmark = pytest.mark.django_db

HEAD = "source,order_number,name,phone,total,currency,placed_at\n"
GOOD = "saleor,1,山田太郎,090-0000-1234,1000,JPY,2026-01-02 08:00\n"
BAD = "saleor,2,山田花子,090-0000-5678,much,JPY,2026-01-02 08:00\n"


@pytest.fixture
def shop(tmp_path: Path):
    def write(*rows: str, name: str = "shop.csv") -> str:
        path = tmp_path / name
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return str(path)

    return write


def test_json_is_one_object_and_refused_rows_are_no_failure(cli, shop):
    done = cli("import", shop(GOOD, BAD), "--json")

    assert (done.code, done.err) == (0, "")
    assert done.json | {"refused_rows": []} == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "rows": 2,
        "dry_run": False,
        "refused_rows": [],
        "repaired": 0,
        "repaired_cells": [],
        "files": [
            {
                "files": ["shop.csv"],
                "format": "neutral",
                "mapping": None,
                "source": "",
                "encoding": "utf-8",
                "rows": 2,
                "new": 1,
                "changed": 0,
                "unchanged": 0,
                "refused": 1,
            }
        ],
        "failed_files": [],
    }
    assert done.json["refused_rows"] == [
        {
            "file": "shop.csv",
            "line": 3,
            "column": "total",
            "reason": "not a number",
            "order_number": "2",
            "lines": [3],
        }
    ]


def test_new_then_unchanged_then_changed(cli, shop):
    def counts(*rows: str) -> list[int]:
        done = cli("import", shop(*rows), "--json")
        return [done.json[name] for name in ("new", "changed", "unchanged", "refused")]

    assert counts(GOOD) == [1, 0, 0, 0]
    assert counts(GOOD) == [0, 0, 1, 0]
    assert counts(GOOD.replace("1000", "2000")) == [0, 1, 0, 0]


def test_the_summary_for_people(cli, shop):
    done = cli("import", shop(GOOD))

    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "FILE      FORMAT   ENCODING  ROWS  NEW  CHANGED  UNCHANGED  REFUSED\n"
        "shop.csv  neutral  utf-8        1    1        0          0        0\n"
        "\n"
        "Orders: 1 new, 0 changed, 0 unchanged, 0 refused.\n"
        "There is 1 customer now.\n"
    )


def test_the_summary_in_japanese(cli, shop):
    done = cli("import", shop(GOOD, BAD), "--lang", "ja")

    assert done.code == 0
    assert done.out.startswith("ファイル  形式     文字コード  行数  新規  変更  変更なし  不受理\n")
    assert (
        "1 件が受け付けられませんでした:\n  ファイル  行  列     注文  理由\n  shop.csv   3  total  2"
        in done.out
    )
    assert done.out.endswith(
        "注文: 新規 1 件、変更 0 件、変更なし 0 件、不受理 1 件。\n現在の顧客は 1 人です。\n"
    )


def test_a_dry_run_records_nothing(cli, shop):
    done = cli("import", shop(GOOD), "--dry-run")

    assert done.code == 0
    assert done.out.endswith("This was a trial (--dry-run): nothing was recorded.\n")
    assert OrderRecord.objects.count() == 0


def test_a_refused_file_does_not_stop_the_others(cli, shop, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,\n", encoding="utf-8")

    done = cli("import", str(tmp_path / "letter.txt"), str(tmp_path / "none.csv"), shop(GOOD), "--json")

    assert done.code == 1
    assert done.json["new"] == 1
    assert [failed["file"] for failed in done.json["failed_files"]] == ["letter.txt", "none.csv"]
    assert done.err.splitlines()[1] == (
        "Not imported: none.csv: the file cannot be opened (No such file or directory)"
    )
    assert OrderRecord.objects.count() == 1


def test_only_a_missing_file(cli):
    done = cli("import", "/nowhere/none.csv")

    assert (done.code, done.out) == (1, "")
    assert done.err == "Not imported: none.csv: the file cannot be opened (No such file or directory)\n"


def test_all_samples_with_yahoos_two_files_as_one_import(cli):
    done = cli("import", *map(str, samples.files()), "--json")

    assert done.code == 0
    assert (done.json["refused"], done.json["new"]) == (0, OrderRecord.objects.count())
    assert {run["format"] for run in done.json["files"]} == {"rakuten", "amazon", "yahoo", "aupay", "neutral"}
    assert Import.objects.count() == 5
    assert {run.by_label for run in Import.objects.all()} == {"customer-mgmt (tester)"}


def test_the_same_file_named_twice_is_read_once(cli, shop):
    file = shop(GOOD)

    assert cli("import", file, file, "--json").json["rows"] == 1


def test_a_source_of_the_users_own(cli, shop, tmp_path):
    path = tmp_path / "second.csv"
    path.write_text("order_number,name\n7,山田太郎\n", encoding="utf-8")

    assert cli("import", str(path)).code == 1
    assert cli("import", str(path), "--source", "second-shop").code == 0
    assert OrderRecord.objects.get().source == "second-shop"


def test_a_source_that_cannot_be_one(cli, shop):
    done = cli("import", shop(GOOD), "--source", "No Source!")

    assert done.code == 1
    assert "'No Source!'" in done.err
    assert Import.objects.count() == 0


def test_a_mapping_file(cli, tmp_path):
    (tmp_path / "map.toml").write_text(
        '[file]\nsource = "fair"\n[columns]\norder_number = "Nr"\nname = "Who"\n', encoding="utf-8"
    )
    (tmp_path / "fair.csv").write_text("Nr,Who\n7,山田太郎\n", encoding="utf-8")

    done = cli("import", str(tmp_path / "fair.csv"), "--mapping", str(tmp_path / "map.toml"), "--json")

    assert (done.code, done.json["new"]) == (0, 1)
    assert OrderRecord.objects.get().source == "fair"


def test_a_faulty_mapping_file(cli, shop, tmp_path):
    (tmp_path / "map.toml").write_text("[columns]\nnonsense = 1\n", encoding="utf-8")

    done = cli("import", shop(GOOD), "--mapping", str(tmp_path / "map.toml"))

    assert (done.code, done.out) == (1, "")
    assert "map.toml" in done.err
    assert "nonsense" in done.err


def test_an_unknown_format_is_wrong_usage(cli, shop):
    done = cli("import", shop(GOOD), "--format", "ebay9")

    assert done.code == 2
    assert "there is no format 'ebay9'; there are rakuten, " in done.err


def test_times_without_offset_are_of_the_zone_that_is_named(cli, shop):
    cli("import", shop(GOOD), "--time-zone", "Europe/Paris")
    assert OrderRecord.objects.get().placed_at == datetime(2026, 1, 2, 7, tzinfo=UTC)

    cli("import", shop(GOOD))
    assert OrderRecord.objects.get().placed_at == datetime(2026, 1, 1, 23, tzinfo=UTC)


def test_an_unknown_time_zone_is_wrong_usage(cli, shop):
    done = cli("import", shop(GOOD), "--time-zone", "Mars/Olympus")

    assert done.code == 2
    assert "there is no time zone 'Mars/Olympus'" in done.err
    assert OrderRecord.objects.count() == 0


def test_a_named_format(cli):
    file = next(str(path) for path in samples.files() if path.name == "rakuten.csv")

    assert cli("import", file, "--format", "rakuten", "--json").json["refused"] == 0


def test_many_refused_rows_are_not_all_shown(cli, shop):
    rows = [BAD.replace("saleor,2", f"saleor,{number}") for number in range(25)]

    done = cli("import", shop(*rows))

    assert done.code == 0
    assert "25 orders were refused:" in done.out
    assert "… and 5 more; --json tells all." in done.out
    assert len(cli("import", shop(*rows), "--json").json["refused_rows"]) == 25


ZERO = "the zero that Excel took off the phone number was put back"


def test_what_was_put_right_is_told(cli, shop):
    row = GOOD.replace("090-0000-1234", "9000001234").replace("山田太郎", "やまだ")
    done = cli("import", shop(row, BAD.replace("much", "1")), "--json")

    assert (done.json["new"], done.json["repaired"]) == (2, 1)
    assert done.json["repaired_cells"] == [
        {"file": "shop.csv", "line": 2, "column": "phone", "what": ZERO, "order_number": "1"}
    ]
    told = cli("import", shop(row))
    assert "1 order was put right:\n" in told.out
    assert f"  shop.csv     2  phone   1      {ZERO}\n" in told.out
    assert "やまだ" not in told.out
    japanese = cli("import", shop(row), "--lang", "ja").out
    assert "1 件を補正しました:\n" in japanese
    assert "Excelで消えた電話番号の先頭の0を補いました" in japanese
    assert ZERO not in japanese


def test_many_repairs_are_not_all_shown(cli, shop):
    rows = [
        GOOD.replace(",1,", f",{n},").replace("090-0000-1234", "9000001234").replace("山田太郎", "やまだ")
        for n in range(25)
    ]
    told = cli("import", shop(*rows))
    assert told.out.count(ZERO) == 20
    assert "  … and more; --json tells all.\n" in told.out
    assert len(cli("import", shop(*rows), "--json").json["repaired_cells"]) == 25


def test_the_parts_of_one_export_are_one_import(cli, shop, tmp_path):
    parts = [shop(GOOD.replace(",1,", f",{n},"), name=f"{n}.csv") for n in range(12)]
    packed = pack(tmp_path / "again.zip", {"0.csv": Path(parts[0]).read_bytes()})
    done = cli("import", *parts, parts[0], str(packed), "--json")

    assert (done.code, done.json["new"], done.json["rows"]) == (0, 12, 13)
    (run,) = done.json["files"]
    assert run["files"] == [*(f"{n}.csv" for n in range(12)), "again.zip"]
    assert OrderRecord.objects.count() == 12


def test_a_setting_limits_what_is_unpacked(cli, tmp_path, settings):
    settings.CUSTOMER_MGMT = {"UNPACKED_MIB": 1}
    path = pack(tmp_path / "big.zip", {"a.csv": (HEAD + GOOD).encode() + b"\n" * (2 << 20)})

    done = cli("import", str(path), "--json")

    assert done.code == 1
    (failed,) = done.json["failed_files"]
    assert failed["reason"] == (
        "this archive unpacks to 3 MiB; at most 1 MiB are read (UNPACKED_MIB of CUSTOMER_MGMT)"
    )
    assert OrderRecord.objects.count() == 0
