from __future__ import annotations

import json
from argparse import Namespace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError

import saleor_customer_mgmt
from saleor_customer_mgmt.cli import running
from saleor_customer_mgmt.cli.language import choose_language
from saleor_customer_mgmt.cli.main import main
from saleor_customer_mgmt.cli.terminal import Terminal
from saleor_customer_mgmt.services.errors import Busy
from saleor_customer_mgmt.services.record_orders import record_orders
from tests.builders import order_facts


def outcome(error: BaseException, *, asked_json: bool = False) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()

    def fail() -> int:
        raise error

    code = running.guarded(fail, Namespace(json=asked_json), Terminal(out, err))
    return code, out.getvalue(), err.getvalue()


def test_what_went_wrong_unexpectedly_tells_no_values():
    code, out, err = outcome(KeyError("山田太郎"))

    assert (code, out) == (1, "")
    assert err == (
        "Something went wrong that should not have (KeyError). With --traceback you see where; "
        "it may show data of customers.\n"
    )


def test_with_traceback_it_is_raised():
    def fail() -> int:
        raise KeyError("x")

    with pytest.raises(KeyError):
        running.guarded(fail, Namespace(traceback=True), Terminal(StringIO(), StringIO()))


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (Busy("Please try again."), 1, "Please try again.\n"),
        (
            OperationalError("connection refused\nDETAIL: x"),
            1,
            "The database cannot do it: connection refused\n",
        ),
        (
            ProgrammingError('relation "x" does not exist\n'),
            1,
            "The tables are not there yet. Run: manage.py migrate\n",
        ),
        (KeyboardInterrupt(), 130, "Stopped. What was complete by then is kept.\n"),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_exit_codes(error, code, message, monkeypatch):
    monkeypatch.setattr(running, "_discard_output", lambda: None)
    assert outcome(error) == (code, "", message)


def test_with_json_the_failure_is_an_object_too():
    code, out, err = outcome(Busy("Please try again."), asked_json=True)

    assert (code, err) == (1, "Please try again.\n")
    assert json.loads(out) == {"error": {"code": "BUSY", "message": "Please try again."}}


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "C", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "ja_JP.UTF-8", "LC_ALL": ""}, "ja"),
        (["customers", "--lang", "ja"], {}, "ja"),
        (["--lang=en", "customers"], {"LANG": "ja_JP.UTF-8"}, "en"),
        (["--lang"], {}, "en"),
        (["--lang", "fr"], {}, "en"),
    ],
)
def test_the_language(arguments, environment, language):
    assert choose_language(arguments, environment) == language


def test_version_and_help_need_no_database(cli, monkeypatch):
    monkeypatch.setattr(
        "saleor_customer_mgmt.cli.standalone.set_up", lambda: pytest.fail("Django was set up")
    )
    assert cli("--version").out == f"{saleor_customer_mgmt.__version__}\n"
    assert "import order files" not in cli("--help").out
    assert "take in order files" in cli("--help").out
    assert "注文ファイルを取り込む" in cli("--help", "--lang", "ja").out
    assert cli().code == 2
    assert cli("nonsense").code == 2
    assert cli("customers", "--sear", "x").code == 2


def test_text_that_is_none(cli):
    done = cli("customers", "--search", "\udc80")

    assert done.code == 2
    assert done.err.endswith("argument --search: is not text in UTF-8\n")


def manage(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("customer_mgmt", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.mark.django_db
def test_manage_py_takes_the_same_subcommands():
    record_orders([order_facts("1"), order_facts("2", name="林花子")])

    assert [c["name"] for c in json.loads(manage("customers", "--search", "林", "--json")[1])] == ["林花子"]
    assert manage("why", "saleor:1", "saleor:2", "--lang", "ja")[1].startswith(
        "saleor:1 と saleor:2 は別の顧客です:\n"
    )
    assert manage("assignments", "--output", "-")[1].startswith("source,order_number,customer\nsaleor,1,")
    assert manage("customer", "ZZZZ", "--json")[0] == 1
    assert manage("customer", "ZZZZ")[1:] == (
        "",
        "There is no customer ZZZZ. 'customers --search' finds them.\n",
    )
    assert manage("why", "saleor:1", "saleor:1")[0] == 2
    with pytest.raises(CommandError):
        manage("why", "saleor:1")


@pytest.mark.parametrize("arguments", [["serve"], ["demo"], ["user", "list"]])
def test_manage_py_refuses_what_belongs_outside_of_saleor(arguments):
    code, out, err = manage(*arguments)

    assert (code, out) == (1, "")
    assert "Saleor" in err


@pytest.mark.django_db
def test_the_demo_never_empties_a_database_that_is_not_its_own(monkeypatch, tmp_path, capsys):
    """In this process the settings lead to the database of the tests."""
    monkeypatch.setenv("CUSTOMER_MGMT_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    record_orders([order_facts("1")])

    assert main(["demo", "--no-serve"]) == 1
    assert capsys.readouterr().err == "The demo does not empty a database that is not its own.\n"

    monkeypatch.setenv("CUSTOMER_MGMT_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://localhost/shop")
    assert main(["demo", "--no-serve"]) == 1
    assert "DATABASE_URL is set, and the demo empties its database." in capsys.readouterr().err
    assert main(["demo", "--no-serve", "--use-database-url"]) == 1
    assert capsys.readouterr().err.startswith("The demo empties only a database whose name ends in 'demo'")
    assert main(["customers", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
