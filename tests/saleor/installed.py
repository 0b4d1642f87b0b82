"""What a merchant does after ``pip install``, and whether Saleor is then as sound as before.

Runs in Saleor's own interpreter and folder (``python -m tests.saleor`` starts it): applies our
migrations, and has Saleor check itself, look for missing migrations and print its schema.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import django

from tests.saleor.table import Table


def main() -> int:
    django.setup()
    from django.core.management import CommandError, call_command
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    table = Table()

    def ours() -> list[str]:
        applied = MigrationRecorder(connection).applied_migrations()
        return sorted(name for app, name in applied if app == "customer_mgmt")

    def said(*command: str, **options: Any) -> str:
        output = io.StringIO()
        try:
            call_command(*command, stdout=output, stderr=output, **options)
        except (CommandError, SystemExit) as error:
            return f"{type(error).__name__}: {error} {output.getvalue()}"
        return output.getvalue().strip()

    from saleor_customer_mgmt import migrations

    expected = sorted(path.stem for path in Path(str(migrations.__path__[0])).glob("0*.py"))
    table.row("before: migrations of ours", ours(), [])
    said("migrate", "customer_mgmt")
    table.row("migrate customer_mgmt: applied", ours(), expected)
    table.row("check", said("check"), "System check identified no issues (0 silenced).")
    table.row(
        "makemigrations --check --dry-run",
        said("makemigrations", "customer_mgmt", check_changes=True, dry_run=True),
        "No changes detected in app 'customer_mgmt'",
    )
    # Through the command line: printing the schema is what clients are generated from.
    printed = subprocess.run(
        [sys.executable, "manage.py", "get_graphql_schema"], check=False, capture_output=True, text=True
    )
    missing = sorted(field for field in _fields() if field not in _printed_fields(printed.stdout))
    complaint = printed.stderr.splitlines()[-1:] if printed.returncode else []
    table.row("get_graphql_schema: complaint, fields of ours missing", (complaint, missing), ([], []))
    return table.verdict()


def _fields() -> set[str]:
    """Return the fields that have to be there, from what is documented."""
    from tests.saleor.permissions import documented

    return {name.split(".")[-1] for name in documented()}


def _printed_fields(schema: str) -> set[str]:
    lines = (line.strip() for line in schema.splitlines())
    return {line.split("(")[0].split(":")[0] for line in lines if line[:1].isalpha()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor.settings")
    sys.exit(main())
