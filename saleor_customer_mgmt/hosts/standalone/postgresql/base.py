"""Django's PostgreSQL back end, with a server that is started by the first connection.

So nothing has to be started by hand, and what never touches the database starts nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from saleor_customer_mgmt.hosts.standalone.database import PrivateServer


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        private = self.settings_dict["PRIVATE_SERVER"]
        server = PrivateServer.at(Path(private["folder"]), durable=private["durable"])
        server.start()
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            # Somebody may have killed the server; a second failure is the caller's.
            server.start(check=True)
            return super().get_new_connection(conn_params)
