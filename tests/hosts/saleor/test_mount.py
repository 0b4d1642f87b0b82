"""Our fields in the schema that the shop builds, and what they cost there."""

from __future__ import annotations

import logging
import sys
from types import ModuleType
from typing import Any

import pytest

from saleor_customer_mgmt.graphql.cost import HEAVY, cost_map
from saleor_customer_mgmt.graphql.schema import schema as own_schema

LINKED = {
    ("Order", "customerProfile"),
    ("User", "customerProfile"),
    ("OrderRecord", "saleorOrder"),
    ("CustomerProfile", "saleorUsers"),
}


def shops_schema() -> Any:
    from saleor.graphql.api import schema

    return schema


def fields(schema: Any, type_: str) -> set[str]:
    return set(schema.get_type_map()[type_].fields)


def test_all_our_fields_are_in_the_shops_schema_and_its_own_too(standin):
    for type_, its_own in (("Query", {"order", "user"}), ("Mutation", set())):
        assert fields(shops_schema(), type_) == fields(own_schema, type_) | its_own


def test_types_lead_to_each_other_only_in_the_shop(standin):
    shops = shops_schema()

    for type_, field in LINKED:
        assert field in fields(shops, type_)
    assert not {"saleorOrder"} & fields(own_schema, "OrderRecord")
    assert not {"saleorUsers"} & fields(own_schema, "CustomerProfile")


class TestCost:
    def test_each_entry_is_of_an_object_type_and_field_that_are_there(self, standin):
        """Saleor refuses every query when one is not; 3.21 also when it is of an interface."""
        from graphql import GraphQLObjectType

        types = shops_schema().get_type_map()
        from saleor.graphql.query_cost_map import COST_MAP

        for name, entries in COST_MAP.items():
            assert isinstance(types[name], GraphQLObjectType)
            assert set(entries) <= set(types[name].fields)
            for field, cost in entries.items():
                assert set(cost) <= {"complexity", "multipliers"}
                assert set(cost.get("multipliers", ())) <= set(types[name].fields[field].args)

    def test_every_page_costs_its_rows_and_heavy_fields_much(self, standin):
        types = shops_schema().get_type_map()
        from saleor.graphql.query_cost_map import COST_MAP

        ours = {name for name in own_schema.get_type_map() if not name.startswith("__")}
        paged = {
            (name, field)
            for name in ours & set(types)
            for field, definition in getattr(types[name], "fields", {}).items()
            if "first" in getattr(definition, "args", {})
        }
        assert len(paged) > 8
        for name, field in paged:
            cost = COST_MAP[name][field]
            assert cost.get("multipliers") == ["first", "last"] or field in HEAVY
        for field, complexity in HEAVY.items():
            (name,) = {name for name in ("Query", "Mutation") if field in COST_MAP[name]}
            assert COST_MAP[name][field] == {"complexity": complexity}

    def test_linked_fields_cost_a_little(self, standin):
        shops_schema()
        from saleor.graphql.query_cost_map import COST_MAP

        assert {(t, f): COST_MAP[t][f] for t, f in LINKED} == {link: {"complexity": 1} for link in LINKED}

    def test_what_saleor_counts_itself_stays(self, standin):
        shops_schema()
        from saleor.graphql.query_cost_map import COST_MAP

        assert COST_MAP["Query"]["order"] == {"complexity": 1}
        assert set(cost_map()["Query"]) <= set(COST_MAP["Query"])


class TestMounting:
    def test_wrapping_twice_wraps_once(self, standin):
        from saleor_customer_mgmt.hosts.saleor import mount

        def build_federated_schema(query: Any, mutation: Any, types: Any, subscription: Any) -> Any:
            return (query, mutation)

        module = ModuleType("federation")
        module.build_federated_schema = build_federated_schema  # type: ignore[attr-defined]
        mount.wrap(module)
        once = module.build_federated_schema
        mount.wrap(module)

        assert module.build_federated_schema is once
        assert once.__wrapped__ is build_federated_schema

    def test_a_saleor_that_builds_in_another_way_is_left_alone(self, standin):
        from saleor_customer_mgmt.hosts.saleor import mount

        with pytest.raises(mount.MountFailed, match=r"^this Saleor builds its schema in another way$"):
            mount.wrap(ModuleType("federation"))

    def test_a_saleor_without_the_module_is_left_alone(self, standin, monkeypatch, tmp_path):
        import saleor

        from saleor_customer_mgmt.hosts.saleor import mount

        for name in (mount.API, mount.FEDERATION):
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr(saleor, "__path__", [str(tmp_path)])
        finders = list(sys.meta_path)

        with pytest.raises(mount.MountFailed, match=r"^this Saleor builds its schema in another way$"):
            mount.mount()
        assert sys.meta_path == finders

    def test_after_the_schema_it_is_too_late(self, standin):
        from saleor_customer_mgmt.hosts.saleor import mount

        shops_schema()
        with pytest.raises(
            mount.MountFailed, match=r"^saleor\.graphql\.api was imported before the apps were ready$"
        ):
            mount.mount()

    def test_it_waits_once_for_the_module_however_often_it_is_told(self, standin, monkeypatch):
        from saleor_customer_mgmt.hosts.saleor import mount

        for name in (mount.API, mount.FEDERATION):
            monkeypatch.delitem(sys.modules, name, raising=False)
        before = [finder for finder in sys.meta_path if not isinstance(finder, mount._Watch)]
        monkeypatch.setattr(sys, "meta_path", list(before))
        for _ in range(3):
            mount.mount()

        assert len(sys.meta_path) == len(before) + 1
        # Another module is none of its business.
        assert sys.meta_path[0].find_spec("saleor.order", None) is None
        assert len(sys.meta_path) == len(before) + 1

    def test_a_name_that_saleor_takes_itself_stays_saleors(self, standin, caplog):
        import graphene

        from saleor_customer_mgmt.hosts.saleor import linked_fields

        class Order(graphene.ObjectType):  # type: ignore[misc]
            customer_profile = graphene.String()

        own = Order._meta.fields["customer_profile"]
        with caplog.at_level(logging.WARNING):
            assert linked_fields._add(Order, "customer_profile", object()) is False

        assert Order._meta.fields["customer_profile"] is own
        assert [line.getMessage() for line in caplog.records] == [
            "Order.customer_profile is Saleor's own now; ours is left out"
        ]

    def test_without_saleors_types_the_rest_is_there(self, standin, monkeypatch, caplog):
        from saleor_customer_mgmt.hosts.saleor import linked_fields, mount

        def fail() -> Any:
            raise ImportError("no module of that name")

        monkeypatch.setattr(linked_fields, "add_linked_fields", fail)
        with caplog.at_level(logging.ERROR):
            assert mount._link() == []

        assert [line.getMessage() for line in caplog.records] == [
            "Saleor's types do not lead to customers: no module of that name"
        ]


def test_postal_codes_are_read_when_the_schema_is_built(standin):
    """A shopper would wait for them: half a second, in each process."""
    from saleor_customer_mgmt.core.address_check.japan_post import postal_codes
    from saleor_customer_mgmt.core.address_check.japanese import judge
    from saleor_customer_mgmt.hosts.saleor import mount

    postal_codes.cache_clear()
    judge.cache_clear()
    federation: Any = ModuleType("federation")
    federation.build_federated_schema = lambda *types, **more: None
    mount.wrap(federation)
    federation.build_federated_schema(type("Query", (), {}), type("Mutation", (), {}))
    assert postal_codes.cache_info().currsize == 1
