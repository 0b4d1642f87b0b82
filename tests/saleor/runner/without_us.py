"""Saleor's settings without this package: the shop as it is before it is installed.

Read by Saleor itself, as its settings module.
"""

from saleor.settings import *  # noqa: F403
from saleor.settings import INSTALLED_APPS as _APPS
from saleor.settings import PLUGINS as _PLUGINS

INSTALLED_APPS = [name for name in _APPS if not name.startswith("saleor_customer_mgmt")]
PLUGINS = [name for name in _PLUGINS if not name.startswith("saleor_customer_mgmt")]
