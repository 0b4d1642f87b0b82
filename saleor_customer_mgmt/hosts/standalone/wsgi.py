"""What a WSGI server such as waitress is given."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_customer_mgmt.hosts.standalone.settings")

application = get_wsgi_application()

# These need the apps. A process that serves also works in the background; one of a command does not.
from saleor_customer_mgmt.hosts.standalone.background import background  # noqa: E402
from saleor_customer_mgmt.services.background import use_background  # noqa: E402

use_background(background)
