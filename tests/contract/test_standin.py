"""The stand-in is like every real version, as far as it goes, and our source uses nothing else of Saleor."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.contract.comparing import STRICTER, differences, missing_uses, offered, sample_differences
from tests.contract.declared import ONLY_IN
from tests.contract.describe import describe_settings
from tests.contract.uses import uses_of_package

HERE = Path(__file__).parent
VERSIONS = ("3.21", "3.22", "3.23")
ORDER = "saleor.order.models:Order"


def description(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / f"saleor-{version}.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(params=VERSIONS)
def real(request: pytest.FixtureRequest) -> dict[str, Any]:
    return description(request.param)


@pytest.fixture
def offers(standin: None) -> dict[str, dict[str, Any]]:
    return offered()


def test_there_is_a_description_of_each_version(real):
    assert sorted(path.name for path in HERE.glob("*.json")) == [f"saleor-{v}.json" for v in VERSIONS]
    assert real["saleor"].startswith(VERSIONS)
    assert len(real["names"]) > 40


def test_the_stand_in_offers_something_of_each_kind(offers):
    assert {each["kind"] for each in offers.values()} == {
        "module",
        "function",
        "class",
        "enum",
        "model",
        "graphene",
        "dict",
        "instance",
    }
    assert len(offers) >= 30


def test_the_stand_in_is_as_the_real_one(offers, real):
    assert differences(offers, real) == []


def test_its_kinds_of_values_say_what_the_real_ones_say(standin, real):
    assert sample_differences(real) == []


def test_it_is_set_up_with_settings_of_the_same_kinds(standin, real):
    told = describe_settings(("AUTHENTICATION_BACKENDS", "CELERY_BEAT_SCHEDULE"))

    assert (
        {name: real["settings"][name] for name in told}
        == told
        == {
            "AUTHENTICATION_BACKENDS": "list",
            "CELERY_BEAT_SCHEDULE": "dict",
        }
    )


def test_what_the_stand_in_is_stricter_in_is_so(offers):
    """Each exception is still one: without it, it would be reported."""
    for version, place in STRICTER:
        real = description(version)
        name, _, rest = place.partition(".fields.")
        field, _, fact = rest.partition(".")
        assert real["names"][name]["fields"][field].get(fact) != offers[name]["fields"][field].get(fact)


def test_our_source_uses_nothing_that_a_version_lacks(real):
    uses = uses_of_package()

    assert len(uses) > 80
    missing = {line.partition(" (")[0]: line for line in missing_uses(uses, real)}
    assert [line for use, line in missing.items() if use not in ONLY_IN] == []


def test_what_only_some_versions_have_is_there_and_nowhere_else():
    for use, versions in ONLY_IN.items():
        assert {v for v in VERSIONS if not missing_uses({use: set()}, description(v))} == versions


def test_every_hook_of_ours_is_called_by_the_real_one(standin, real):
    from saleor_customer_mgmt.plugin import CustomerManagementPlugin

    hooks = real["names"]["saleor.plugins.base_plugin:BasePlugin"]["hooks"]
    ours = sorted(set(vars(CustomerManagementPlugin)) & set(hooks))

    assert len(ours) == 24
    assert [hook for hook in ours if hook not in real["hook_calls"]] == []


# What a drift would look like: each is planted in what the stand-in offers, and reported by its name.


def _field(name: str, **facts: Any) -> Any:
    return lambda offers: offers[ORDER]["fields"].setdefault(name, {}).update(facts)


def _put(name: str, *path: str, value: Any) -> Any:
    def plant(offers: dict[str, Any]) -> None:
        place = offers.setdefault(name, {"kind": "class"})
        for part in path[:-1]:
            place = place.setdefault(part, {})
        place[path[-1]] = value

    return plant


DRIFTS = {
    "a field that is not there": (
        _field("invented", type="TextField", stored_as="TextField"),
        f"{ORDER}.fields.invented:",
    ),
    "a longer field": (_field("status", max_length=64), f"{ORDER}.fields.status.max_length:  64, really 32"),
    "another type": (_field("number", type="CharField"), f"{ORDER}.fields.number.type:  'CharField', really"),
    "a field that may be null": (_field("user_email", null=True), f"{ORDER}.fields.user_email.null:  True"),
    "one choice less": (_field("status", choices=["draft"]), f"{ORDER}.fields.status.choices:  ['draft'], "),
    "another related model": (_field("user", related="auth.User"), f"{ORDER}.fields.user.related:"),
    "another related name": (_field("user", related_name="their"), f"{ORDER}.fields.user.related_name:"),
    "another deletion": (_field("user", on_delete="CASCADE"), f"{ORDER}.fields.user.on_delete:"),
    "an index that is not there": (
        _field("user_email", indexed=True),
        f"{ORDER}.fields.user_email.indexed:  True, really nothing",
    ),
    "another table": (
        _put(ORDER, "table", value="orders"),
        f"{ORDER}.table:  'orders', really 'order_order'",
    ),
    "a method of the manager": (
        _put(ORDER, "managers", "objects", "living", value="(self)"),
        f"{ORDER}.managers.objects.living:  '(self)', really nothing",
    ),
    "a function's argument": (
        _put("saleor.core.db.connection:allow_writer", "signature", value="(alias)"),
        "saleor.core.db.connection:allow_writer.signature:  '(alias)', really '()'",
    ),
    "a method's argument": (
        _put(
            "saleor.plugins.base_plugin:BasePlugin", "methods", "validate_plugin_configuration", value="(cls)"
        ),
        "saleor.plugins.base_plugin:BasePlugin.methods.validate_plugin_configuration:  '(cls)', really",
    ),
    "a hook": (
        _put("saleor.plugins.base_plugin:BasePlugin", "hooks", value=["order_created", "order_pondered"]),
        "saleor.plugins.base_plugin:BasePlugin.hooks:  order_pondered, which there is not",
    ),
    "a constant": (
        _put("saleor.order:OrderStatus", "constants", "DRAFT", value="sketch"),
        "saleor.order:OrderStatus.constants.DRAFT:  'sketch', really 'draft'",
    ),
    "a member": (
        _put("saleor.plugins.error_codes:PluginErrorCode", "members", "ODD", value="odd"),
        "saleor.plugins.error_codes:PluginErrorCode.members.ODD:  'odd', really nothing",
    ),
    "a base class": (
        _put("saleor.core.auth_backend:jwt.PyJWTError", "bases", value=["ValueError"]),
        "saleor.core.auth_backend:jwt.PyJWTError.bases:  ValueError, which there is not",
    ),
    "another kind": (
        _put("saleor.graphql.query_cost_map:COST_MAP", "depth", value=2),
        "saleor.graphql.query_cost_map:COST_MAP.depth:  2, really 3",
    ),
    "a name that nobody described": (
        _put("saleor.order.models:Invention", "kind", value="class"),
        "saleor.order.models:Invention: not described; name it in declared.py and run make contract",
    ),
}


@pytest.mark.parametrize("drift", DRIFTS)
def test_a_drift_is_reported_by_its_name(offers, real, drift):
    plant, expected = DRIFTS[drift]
    drifted = deepcopy(offers)
    plant(drifted)

    found = differences(drifted, real)

    assert found
    assert [line for line in found if not line.startswith(expected)] == []


def test_a_name_that_a_version_lacks_is_reported(offers, real):
    real["names"][ORDER] = {"kind": "missing"}

    assert differences(offers, real) == [f"{ORDER}: not in Saleor {real['saleor']}"]


@pytest.mark.parametrize(
    "use",
    [
        "saleor.order.models:Invention",
        "saleor.order.models:Order.invented",
        "saleor.order:OrderStatus.PONDERED",
        "saleor.plugins.base_plugin:BasePlugin.order_pondered",
        "saleor.plugins.error_codes:PluginErrorCode.ODD",
        "saleor.core.auth_backend:jwt.OddError",
        "saleor.invented",
    ],
)
def test_a_use_that_a_version_lacks_is_reported(real, use):
    assert missing_uses({use: {"a.py", "b.py"}}, real) == [f"{use} (a.py, b.py)"]
