"""The standalone settings with django-import-export and a table for it."""

from saleor_customer_mgmt.hosts.standalone.settings import *  # noqa: F403
from saleor_customer_mgmt.hosts.standalone.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "import_export", "bench.scale.peer"]
