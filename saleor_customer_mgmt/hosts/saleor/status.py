"""``/plugins/global/customer-management/``: how the plugin is, for staff. No data of people."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse

import saleor_customer_mgmt
from saleor_customer_mgmt.hosts.saleor import progress
from saleor_customer_mgmt.models import HostProgress, OrderRecord
from saleor_customer_mgmt.selectors.orders import only_orders

APP = "customer_mgmt"
STATEMENT_TIMEOUT = "3s"
"""How long one of the looks may take; what takes longer is null."""


def respond(request: HttpRequest, path: str | None) -> HttpResponse:
    """Answer a request to the plugin's route; ``path`` is what follows the plugin's name."""
    if (path or "").strip("/"):
        return _json({"error": "There is nothing here."}, 404)
    if request.method not in ("GET", "HEAD", "POST"):
        return _json({"error": "GET or POST, please."}, 405)
    if refusal := _refusal(request):
        return refusal
    return _json(status(), 200)


def status() -> dict[str, Any]:
    """Return how the plugin is. What cannot be told now is null."""
    applied = _told(lambda: sorted(name for app, name in _recorder().applied_migrations() if app == APP))
    missing = None if applied is None else sorted(set(_migrations()) - set(applied))
    last = _told(lambda: OrderRecord.objects.aggregate(at=Max("recorded_at"))["at"])
    return {
        "version": saleor_customer_mgmt.__version__,
        "schemaInPlace": None if missing is None else not missing,
        "migrationsApplied": applied,
        "migrationsMissing": missing,
        "ordersRecorded": _told(only_orders().count),
        "lastRecordedAt": last and last.isoformat(),
        **_sweep(),
    }


def _sweep() -> dict[str, Any]:
    """Return when the sweep last got somewhere, and how many orders could not be recorded so far."""
    rows = HostProgress.objects.all()
    moments = _told(lambda: list(rows.filter(key=progress.SWEEP).values_list("updated_at", flat=True)))
    return {
        "lastSweepAt": moments[0].isoformat() if moments else None,
        "backlog": _told(lambda: len(progress.pending_orders())),
    }


def _refusal(request: Any) -> HttpResponse | None:
    """Return the answer to whoever is no member of staff; None for staff."""
    from django.contrib.auth import authenticate  # noqa: PLC0415  # Saleor's back ends need its models
    from saleor.core.auth_backend import jwt  # noqa: PLC0415  # what its back ends raise errors of

    try:
        # As Saleor's own endpoint does it: its tokens, those of its sign-in plugins, and its settings.
        user = authenticate(request=request)
    except (jwt.PyJWTError, PermissionDenied):
        user = None
    if user is None or not user.is_active:
        return _json({"error": "Sign in: the token is missing, wrong or too old."}, 401)
    if not getattr(user, "is_staff", False):
        return _json({"error": "This is for staff."}, 403)
    return None


def _told(look: Callable[[], Any]) -> Any:
    """Return what is seen; None when a table is missing, or when it takes too long."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'")
            return look()
    except DatabaseError:
        return None


def _recorder() -> MigrationRecorder:
    return MigrationRecorder(connection)


def _migrations() -> list[str]:
    package = f"{saleor_customer_mgmt.__name__}.migrations"
    found = pkgutil.resolve_name(package)
    return [module.name for module in pkgutil.iter_modules(found.__path__) if module.name[0].isdigit()]


def _json(data: dict[str, Any], code: int) -> HttpResponse:
    response = JsonResponse(data, status=code)
    response["Cache-Control"] = "no-store"
    if code == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response
