"""How Django, and with it Saleor, gets to know the app."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

SCHEDULE = {
    "customer-mgmt-sweep": ("saleor_customer_mgmt.tasks.sweep", timedelta(minutes=5)),
    "customer-mgmt-watch-holds": ("saleor_customer_mgmt.tasks.watch_holds", timedelta(minutes=5)),
    "customer-mgmt-benefits": ("saleor_customer_mgmt.tasks.keep_benefits", timedelta(minutes=5)),
    "customer-mgmt-tend": ("saleor_customer_mgmt.tasks.tend", timedelta(minutes=1)),
}


class CustomerManagementConfig(AppConfig):
    """The app. Saleor names only the package, so this is the one config that Django finds here."""

    name = "saleor_customer_mgmt"
    label = "customer_mgmt"
    verbose_name = _("Customer management")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from saleor_customer_mgmt.services.after_migrating import after_migrating  # noqa: PLC0415  # the models

        post_migrate.connect(after_migrating, sender=self, dispatch_uid="customer_mgmt.presets")
        if apps.is_installed("saleor.order"):
            _put_into_saleor()
            try:
                _guard_in_saleor()
            except ImportError as error:
                logger.error("Holds stop nothing in this Saleor: %s", error)  # noqa: TRY400
            try:
                _give_benefits_in_saleor()
            except ImportError as error:
                logger.error("Groups bring no benefits in this Saleor: %s", error)  # noqa: TRY400
            try:
                _work_in_saleor()
            except ImportError as error:
                logger.error("Customer management does nothing in the background: %s", error)  # noqa: TRY400
            try:
                _show_in_saleor()
            except ImportError as error:
                logger.error("Customer management is not in this Saleor's dashboard: %s", error)  # noqa: TRY400


def _put_into_saleor() -> None:
    """Add our GraphQL to the shop's. A shop that does not let us goes on selling without it."""
    from saleor_customer_mgmt.graphql.access import use_host  # noqa: PLC0415  # the apps must be loaded
    from saleor_customer_mgmt.hosts.saleor import access, mount  # noqa: PLC0415

    try:
        mount.mount()
        use_host(access.saleor_host())
    except (mount.MountFailed, ImportError) as error:
        logger.error("Customer management is not in the GraphQL API: %s", error)  # noqa: TRY400


def _guard_in_saleor() -> None:
    """Have Saleor move no order that is held. After the mount: it imports parts of Saleor's GraphQL."""
    from saleor_customer_mgmt.hosts.saleor import guards_models, guards_steps, holds  # noqa: PLC0415
    from saleor_customer_mgmt.services.hold_host import use_hold_host  # noqa: PLC0415

    guards_models.install()
    guards_steps.install()
    use_hold_host(holds.SaleorHolds())


def _give_benefits_in_saleor() -> None:
    """Have Saleor ask whose a voucher of a group is, and keep what members are given up to date."""
    from saleor_customer_mgmt.hosts.saleor import benefits, group_voucher_checks  # noqa: PLC0415
    from saleor_customer_mgmt.services.host_benefits import use_host_benefits  # noqa: PLC0415

    group_voucher_checks.install()
    use_host_benefits(benefits.SaleorBenefits())


def _show_in_saleor() -> None:
    """Say how our screens come into Saleor's dashboard."""
    from saleor_customer_mgmt.hosts.saleor.dashboard import SaleorDashboard  # noqa: PLC0415
    from saleor_customer_mgmt.services.host_dashboard import use_host_dashboard  # noqa: PLC0415

    use_host_dashboard(SaleorDashboard())


def _work_in_saleor() -> None:
    """Say how the shop's orders are read, and have Saleor's workers sweep them and do our background work.

    Beat reads the settings when it starts, which is after the apps are ready. A merchant who wants
    another rhythm names the entry in the settings.
    """
    from saleor_customer_mgmt import conf  # noqa: PLC0415  # the apps must be loaded
    from saleor_customer_mgmt.hosts.saleor import after_answer  # noqa: PLC0415
    from saleor_customer_mgmt.hosts.saleor.background import CeleryWorkers  # noqa: PLC0415
    from saleor_customer_mgmt.hosts.saleor.orders import host_profile  # noqa: PLC0415
    from saleor_customer_mgmt.hosts.saleor.sweep import SaleorOrders  # noqa: PLC0415
    from saleor_customer_mgmt.services.background import use_background  # noqa: PLC0415
    from saleor_customer_mgmt.services.host_sweep import use_host_orders  # noqa: PLC0415

    after_answer.install()
    conf.use_host_profile(host_profile)
    use_host_orders(SaleorOrders())
    use_background(CeleryWorkers())
    schedule = getattr(settings, "CELERY_BEAT_SCHEDULE", None)
    if isinstance(schedule, dict):
        for name, (task, every) in SCHEDULE.items():
            entry = {"task": task, "schedule": every, "options": {"expires": every.total_seconds()}}
            schedule.setdefault(name, entry)
