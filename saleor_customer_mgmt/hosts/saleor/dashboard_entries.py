"""Where Saleor's dashboard shows us: the entries of its menus, and what stands beside an order or a customer.

Saleor calls them extensions of an app. Their names are in English: the dashboard has one name for each and
shows it in every language. What is behind them speaks the language of the dashboard.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

MANAGE_USERS, MANAGE_ORDERS = "account.manage_users", "order.manage_orders"
PERMISSIONS = (MANAGE_USERS, MANAGE_ORDERS)
"""All that the screens ask for. Nobody gets more by it: a token allows what its user may, too."""

PAGE, POPUP, WIDGET = "app_page", "popup", "widget"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what it is called, in which place, how it opens and what (below the app's address)."""

    mount: str
    target: str
    label: str
    path: str
    permissions: tuple[str, ...]
    """The token of a pop-up or widget allows these and no others; who lacks one of them gets none."""
    identifier: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is known by from one version of ours to the next."""
        return self.mount, self.target, self.label


_MENU = (
    Entry(
        "navigation_customers",
        PAGE,
        "Customers over all sources",
        "/customers",
        (MANAGE_USERS,),
        "menu-customers",
    ),
    Entry("navigation_customers", PAGE, "Customers in doubt", "/review", (MANAGE_USERS,), "menu-review"),
    Entry("navigation_orders", PAGE, "Held orders", "/holds", (MANAGE_ORDERS,), "menu-holds"),
)
# All versions have these; on 3.21 they stand for the widgets.
_POPUPS = (
    Entry(
        "order_details_more_actions",
        POPUP,
        "Customer and holds",
        "/popup/order",
        PERMISSIONS,
        "popup-order",
    ),
    Entry(
        "customer_details_more_actions",
        POPUP,
        "Customer over all sources",
        "/popup/customer",
        PERMISSIONS,
        "popup-customer",
    ),
)
_WIDGETS = (
    Entry(
        "order_details_widgets", WIDGET, "Customer and holds", "/widget/order", PERMISSIONS, "widget-order"
    ),
    Entry(
        "customer_details_widgets",
        WIDGET,
        "Customer over all sources",
        "/widget/customer",
        PERMISSIONS,
        "widget-customer",
    ),
)


def entries(columns: Collection[str]) -> tuple[Entry, ...]:
    """Return the entries for a Saleor whose table of extensions has these columns.

    3.22 brought the column ``settings`` together with widgets.
    """
    return (*_MENU, *_POPUPS, *(_WIDGETS if "settings" in columns else ()))


def values(entry: Entry, app_url: str, columns: Collection[str]) -> dict[str, object]:
    """Return what stands in the columns that this Saleor has, but for the app and the permissions."""
    told: dict[str, object] = {
        "mount": entry.mount,
        "target": entry.target,
        "label": entry.label,
        # Dashboards put the app's address before a relative one in different ways; a page has to be relative.
        "url": entry.path if entry.target == PAGE else app_url + entry.path,
        "http_target_method": "GET" if entry.target == WIDGET else None,
        "settings": {"widgetTarget": {"method": "GET"}} if entry.target == WIDGET else {},
        "identifier": entry.identifier,
    }
    return {name: value for name, value in told.items() if name in columns}
