"""The standalone settings, on a database that belongs to this one run.

The private PostgreSQL lives in a new folder under the system's temporary folder and comes up with
the first test that asks for a database. With ``DATABASE_URL`` that server is used, with a test
database of a new name.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

RUN = f"{os.getpid()}_{secrets.token_hex(4)}"
FOLDER = Path(tempfile.gettempdir()) / f"customer-mgmt-test-{RUN}"

os.environ["CUSTOMER_MGMT_HOME"] = str(FOLDER)
os.environ.setdefault("SECRET_KEY", "only for tests")

from saleor_customer_mgmt.hosts.standalone.connection import private_database  # noqa: E402
from saleor_customer_mgmt.hosts.standalone.settings import *  # noqa: E402, F403
from saleor_customer_mgmt.hosts.standalone.settings import DATABASES  # noqa: E402

if "PRIVATE_SERVER" in DATABASES["default"]:
    DATABASES["default"] = private_database(FOLDER, durable=False)

DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"]["TEST"] = {"NAME": f"test_customer_mgmt_{RUN}"}

# Hashing passwords slowly is the point of it, but not here.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Tests make the rules and groups that they are about.
CUSTOMER_MGMT = {"PRESETS": False}
