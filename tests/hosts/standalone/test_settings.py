from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from saleor_customer_mgmt.hosts.standalone.connection import database_from_url
from saleor_customer_mgmt.hosts.standalone.errors import DatabaseUnavailable

LOOK = """
import json
from saleor_customer_mgmt.hosts.standalone import settings
print(json.dumps(settings.DATABASES["default"]))
"""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ann:p%40ss@db.example:6432/shop?sslmode=require",
            {"NAME": "shop", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6432"},
        ),
        ("postgres:///shop?host=/run/postgresql", {"NAME": "shop", "HOST": "/run/postgresql"}),
        ("dbname=shop user=ann", {"NAME": "shop", "USER": "ann"}),
    ],
)
def test_a_url_becomes_settings(url, expected):
    settings = database_from_url(url)

    assert settings.items() >= expected.items()
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert settings["OPTIONS"] == ({"sslmode": "require"} if "sslmode" in url else {})


@pytest.mark.parametrize("url", ["mysql://ann:secret@db/shop", "postgresql://ann:secret@db", "secret"])
def test_a_url_that_is_none_is_refused_without_showing_it(url):
    with pytest.raises(DatabaseUnavailable) as caught:
        database_from_url(url)

    assert "postgresql://user:password@host" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_importing_the_settings_starts_nothing(tmp_path):
    unset = {"DATABASE_URL", "SECRET_KEY"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOOK],
        env=environment | {"CUSTOMER_MGMT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout)["ENGINE"] == "saleor_customer_mgmt.hosts.standalone.postgresql"
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.django_db
def test_the_database_of_the_tests_belongs_to_this_run():
    from django.db import connection

    from tests.settings import RUN

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        (name,) = cursor.fetchone()
        # One of several processes that test has its own number behind it.
        assert name.startswith(f"test_customer_mgmt_{RUN}")
