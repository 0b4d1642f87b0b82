"""What a WSGI server such as waitress is given."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_customer_mgmt.hosts.standalone.settings")

application = get_wsgi_application()
