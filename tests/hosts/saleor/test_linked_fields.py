"""From the shop's orders and users to our customers and back, on the shop's own endpoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_customer_mgmt.graphql.access import MANAGE_ORDERS, MANAGE_USERS
from saleor_customer_mgmt.models import OrderRecord

BOTH = (MANAGE_USERS, MANAGE_ORDERS)


@pytest.fixture
def staff(shop: Any) -> Any:
    return shop.user(*BOTH, is_staff=True)


@pytest.fixture
def told(shop: Any, staff: Any) -> Callable[..., Any]:
    """Ask as staff with both permissions; the answer has to be without errors."""

    def data(query: str, **who: Any) -> Any:
        answer = shop.ask(query, **who or {"user": staff})
        assert answer.errors is None, answer.errors
        return answer.data

    return data


def bought(shop: Any, **more: Any) -> Any:
    order = shop.order(**more)
    shop.hook("order_created", order)
    return order


def customer_of(order: Any) -> Any:
    return OrderRecord.objects.get(source="saleor", number=str(order.number)).customer


def test_an_order_leads_to_its_customer(shop, told):
    order = bought(shop)
    found = told(f'{{ order(id: "{order.pk}") {{ number customerProfile {{ publicId name }} }} }}')

    assert found["order"]["number"] == str(order.number)
    assert found["order"]["customerProfile"]["name"] == "山田 太郎"
    assert found["order"]["customerProfile"]["publicId"]


def test_an_order_that_is_not_recorded_has_none(shop, told):
    order = shop.order()
    # The same number from elsewhere is another order.
    assert told(f'{{ order(id: "{order.pk}") {{ customerProfile {{ name }} }} }}') == {
        "order": {"customerProfile": None}
    }


def test_a_user_leads_to_the_customer_of_the_newest_recorded_order(shop, told):
    user = shop.user()
    bought(shop, user=user, billing_address=shop.address(last_name="旧姓", phone="", postal_code=""))
    newest = bought(shop, user=user, billing_address=shop.address(last_name="新姓"))
    shop.order(user=user)  # newer, and not recorded
    shop.order(user=user, status="draft")
    found = told(f'{{ user(id: "{user.pk}") {{ customerProfile {{ id }} }} }}')
    expected = told(f'{{ order(id: "{newest.pk}") {{ customerProfile {{ id }} }} }}')

    assert found["user"] == expected["order"]
    assert found["user"]["customerProfile"] is not None


def test_only_the_newest_orders_of_a_user_are_tried(shop, told, monkeypatch):
    from saleor_customer_mgmt.hosts.saleor import members

    monkeypatch.setattr(members, "NEWEST_OF_USER", 2)
    user = shop.user()
    query = f'{{ user(id: "{user.pk}") {{ customerProfile {{ id }} }} }}'
    bought(shop, user=user)
    newest = bought(shop, user=user)
    assert (
        told(query)["user"]["customerProfile"]["id"]
        == told(f'{{ order(id: "{newest.pk}") {{ customerProfile {{ id }} }} }}')["order"]["customerProfile"][
            "id"
        ]
    )
    shop.order(user=user)
    assert told(query)["user"]["customerProfile"] is not None
    shop.order(user=user)

    assert told(query)["user"] == {"customerProfile": None}


def test_a_user_without_orders_has_none(shop, told):
    user = shop.user()

    assert told(f'{{ user(id: "{user.pk}") {{ customerProfile {{ id }} }} }}')["user"] == {
        "customerProfile": None
    }


def test_a_user_who_is_not_there_has_none(shop, told):
    """Registering an address that is taken is answered with one."""
    assert told('{ user(id: "") { customerProfile { id } } }')["user"] == {"customerProfile": None}


def record_of(order: Any) -> str:
    return f'orderRecord(source: "saleor", number: "{order.number}")'


def test_a_record_leads_to_the_shops_order(shop, told):
    order = bought(shop)
    found = told(f"{{ {record_of(order)} {{ saleorOrder {{ id number }} }} }}")

    assert found["orderRecord"]["saleorOrder"] == {"id": str(order.pk), "number": str(order.number)}


def test_an_order_that_is_gone_is_null(shop, told):
    order = bought(shop)
    query = f"{{ {record_of(order)} {{ number saleorOrder {{ id }} }} }}"
    number = str(order.number)
    order.delete()

    assert told(query)["orderRecord"] == {"number": number, "saleorOrder": None}


@pytest.mark.parametrize("number", ["7", "x", "７", "-7", "99999999999"])
def test_an_order_from_elsewhere_has_no_order_of_the_shop(shop, told, number):
    from saleor_customer_mgmt.services.record_orders import record_orders
    from tests.builders import order_facts

    shop.order(number=7)
    record_orders([order_facts(number, source="rakuten")])
    found = told(f'{{ orderRecord(source: "rakuten", number: "{number}") {{ saleorOrder {{ id }} }} }}')

    assert found["orderRecord"] == {"saleorOrder": None}


@pytest.mark.parametrize("number", ["x", "７", "-7", "99999999999999999999"])
def test_a_number_that_can_be_none_of_the_shops_is_never_asked_for(shop, told, number):
    from saleor_customer_mgmt.services.record_orders import record_orders
    from tests.builders import order_facts

    record_orders([order_facts(number, source="saleor")])
    found = told(f'{{ orderRecord(source: "saleor", number: "{number}") {{ saleorOrder {{ id }} }} }}')

    assert found["orderRecord"] == {"saleorOrder": None}


def test_staff_see_no_order_of_a_channel_that_is_not_theirs(shop, told):
    hidden = bought(shop, channel=shop.channel("hidden-channel", name="hidden"))
    query = f"{{ {record_of(hidden)} {{ saleorOrder {{ id }} }} }}"

    assert told(query)["orderRecord"] == {"saleorOrder": None}
    # An app has no channels of its own: it sees all.
    assert told(query, app=shop.app(*BOTH))["orderRecord"] == {"saleorOrder": {"id": str(hidden.pk)}}


def test_a_customer_leads_to_its_users_who_bought_last_first(shop, told):
    first, last, guest = shop.user(), shop.user(), None
    orders = [bought(shop, user=user) for user in (first, last, first, guest, last)]
    assert len({customer_of(order).pk for order in orders}) == 1
    found = told(f'{{ order(id: "{orders[0].pk}") {{ customerProfile {{ saleorUsers {{ email }} }} }} }}')

    assert found["order"]["customerProfile"]["saleorUsers"] == [{"email": last.email}, {"email": first.email}]


def test_a_user_who_is_gone_is_left_out(shop, told):
    user, other = shop.user(), shop.user()
    order = bought(shop, user=user)
    bought(shop, user=other)
    user.delete()
    found = told(f'{{ order(id: "{order.pk}") {{ customerProfile {{ saleorUsers {{ email }} }} }} }}')

    assert found["order"]["customerProfile"]["saleorUsers"] == [{"email": other.email}]


def test_no_more_users_than_it_says(shop, told, monkeypatch):
    from saleor_customer_mgmt.hosts.saleor import links

    monkeypatch.setattr(links, "USERS_SHOWN", 2)
    orders = [bought(shop, user=shop.user()) for _ in range(4)]
    found = told(f'{{ order(id: "{orders[0].pk}") {{ customerProfile {{ saleorUsers {{ email }} }} }} }}')

    assert [each["email"] for each in found["order"]["customerProfile"]["saleorUsers"]] == [
        order.user.email for order in (orders[3], orders[2])
    ]


FIELDS = {
    "Order.customerProfile": (
        lambda order, user: f'{{ order(id: "{order.pk}") {{ customerProfile {{ publicId }} }} }}',
        {MANAGE_USERS},
    ),
    "User.customerProfile": (
        lambda order, user: f'{{ user(id: "{user.pk}") {{ customerProfile {{ publicId }} }} }}',
        {MANAGE_USERS},
    ),
    "OrderRecord.saleorOrder": (
        lambda order, user: f"{{ {record_of(order)} {{ saleorOrder {{ id }} }} }}",
        {MANAGE_ORDERS},
    ),
    "CustomerProfile.saleorUsers": (
        lambda order, user: (
            f'{{ order(id: "{order.pk}") {{ customerProfile {{ saleorUsers {{ email }} }} }} }}'
        ),
        {MANAGE_USERS},
    ),
}
SETS: list[tuple[str, ...]] = [(), (MANAGE_USERS,), (MANAGE_ORDERS,), BOTH]


class TestWhoMayAsk:
    def test_the_shops_order_asks_for_its_own_permission(self, standin):
        """Today every way there asks for it too; a later one might not."""
        import saleor.graphql.api  # noqa: F401  # the fields are added when the schema is built

        from saleor_customer_mgmt.graphql.types.order import OrderRecord

        assert OrderRecord._meta.fields["saleor_order"].permissions == (MANAGE_ORDERS,)

    @pytest.mark.parametrize("permissions", SETS)
    @pytest.mark.parametrize("kind", ["nobody", "customer", "staff", "blocked staff", "app"])
    @pytest.mark.parametrize("field", FIELDS)
    def test_each_field_as_everybody(self, shop, field, kind, permissions):
        user = shop.user()
        order = bought(shop, user=user)
        query, needed = FIELDS[field]
        people: dict[str, Callable[[], dict[str, Any]]] = {
            "nobody": dict,
            # A customer can have no permission; should one have it all the same, it is of no use.
            "customer": lambda: {"user": shop.user(*permissions)},
            "staff": lambda: {"user": shop.user(*permissions, is_staff=True)},
            "blocked staff": lambda: {"user": shop.user(*permissions, is_staff=True, is_active=False)},
            "app": lambda: {"app": shop.app(*permissions)},
        }
        answer = shop.ask(query(order, user), **people[kind]())

        if kind in {"staff", "app"} and needed <= set(permissions):
            assert answer.errors is None
        elif field == "OrderRecord.saleorOrder" and kind in {"staff", "app"} and permissions:
            # The way there asks for another permission than the field.
            assert "MANAGE_ORDERS" in str(answer.errors[0])
        else:
            assert {type(error.original_error).__name__ for error in answer.errors} == {"PermissionDenied"}
            assert "taro" not in str(answer.data)
            assert "山田" not in str(answer.data)


class TestNumberOfQueries:
    """The same for two as for ten."""

    @pytest.fixture
    def asked(self, shop: Any, staff: Any) -> Callable[[str], int]:
        def count(query: str) -> int:
            with CaptureQueriesContext(connection) as found:
                answer = shop.ask(query, user=staff)
            assert answer.errors is None, answer.errors
            return len(found)

        return count

    def ten(self, shop: Any) -> list[Any]:
        """Ten orders of ten people with ten accounts."""
        return [
            bought(
                shop,
                user=shop.user(),
                billing_address=shop.address(first_name=f"{name}郎", phone=f"+8131234{5600 + index}"),
            )
            for index, name in enumerate("一二三四五六七八九十")
        ]

    @pytest.mark.parametrize(
        "inside",
        ["saleorOrder { id }", "saleorOrder { user { email customerProfile { id } } }"],
    )
    def test_of_records(self, shop, asked, inside):
        self.ten(shop)
        few, many = (
            asked(f"{{ orderRecords(first: {n}) {{ edges {{ node {{ {inside} }} }} }} }}") for n in (2, 10)
        )

        assert few == many

    def test_of_orders_back_to_customers(self, shop, asked):
        self.ten(shop)
        query = (
            "{ orderRecords(first: %s) { edges { node { saleorOrder { customerProfile { id name } } } } } }"
        )

        assert asked(query % 2) == asked(query % 10)

    def test_of_users_of_customers(self, shop, asked):
        self.ten(shop)
        inside = "saleorUsers { email customerProfile { id } }"
        query = "{ customerProfiles(first: %s) { edges { node { " + inside + " } } } }"

        assert asked(query % 2) == asked(query % 10)
