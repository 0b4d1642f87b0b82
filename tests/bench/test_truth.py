"""The oracle, on groups that can be seen, and against the product on a history that it imports."""

from __future__ import annotations

import pytest

from bench.history.files import Known, read_truth, write_history
from bench.history.truth import Agreement, agreement, joined_by
from saleor_customer_mgmt.core.criteria import parse_criteria
from saleor_customer_mgmt.models import OrderRecord
from saleor_customer_mgmt.services.actor import SYSTEM
from saleor_customer_mgmt.services.change_criteria import change_criteria
from saleor_customer_mgmt.services.import_orders import import_orders

PRESET = (("name", "phone"), ("name", "email"))


def known(number: str, person: int = 0, **values: str) -> Known:
    return Known("yahoo", number, person, {field: (value,) for field, value in values.items()})


def test_a_chain_of_shared_values_is_one_group():
    one = known("1", name="佐藤花子", phone="09000000001")
    two = known("2", name="佐藤花子", phone="09000000001", email="hanako@example.com")
    three = known("3", name="佐藤花子", email="hanako@example.com")
    other = known("4", name="佐藤一郎", phone="09000000001", email="hanako@example.com")

    groups = joined_by(PRESET, [one, three, other, two])

    assert len(set(groups.values())) == 2
    assert groups["yahoo", "1"] == groups["yahoo", "2"] == groups["yahoo", "3"] != groups["yahoo", "4"]


def test_nothing_shared_is_nothing_joined():
    assert len(set(joined_by(PRESET, [known("1"), known("2"), known("3", name="佐藤花子")]).values())) == 3


def test_alternatives_each_join():
    first = Known("saleor", "1", 0, {"name": ("花子佐藤", "佐藤花子"), "phone": ("09000000001",)})
    groups = joined_by(PRESET, [first, known("2", name="佐藤花子", phone="09000000001")])

    assert len(set(groups.values())) == 1


def test_pairs_are_counted():
    names = [("yahoo", str(number)) for number in range(5)]
    wanted = dict(zip(names, "aaabb", strict=True))  # 3 + 1 pairs
    found = dict(zip(names, "aabbb", strict=True))  # 1 + 3 pairs

    counted = agreement(wanted, found)

    assert counted == Agreement(wanted=4, found=4, both=2)
    assert (counted.precision, counted.recall) == (0.5, 0.5)


def test_no_pairs_at_all_are_right():
    nobody = agreement({("yahoo", "1"): 1}, {("yahoo", "1"): 2})
    assert (nobody.precision, nobody.recall) == (1.0, 1.0)


def test_other_orders_are_not_compared():
    with pytest.raises(ValueError, match="2 orders are only on one side"):
        agreement({("yahoo", "1"): 1}, {("yahoo", "2"): 1})


@pytest.mark.slow
@pytest.mark.django_db
def test_the_product_joins_exactly_the_pairs_that_the_criteria_define(tmp_path):
    write_history(2_000, 1, tmp_path / "history.csv", tmp_path / "truth.csv")

    run = import_orders([tmp_path / "history.csv"], actor=SYSTEM)

    assert (run.new, run.changed, run.unchanged, run.refused) == (2_000, 0, 0, 0)
    truth = list(read_truth(tmp_path / "truth.csv"))
    defined = agreement(joined_by(PRESET, truth), _customers())
    assert defined.wanted == defined.found == defined.both > 1_000
    people = agreement({(each.source, each.number): each.person for each in truth}, _customers())
    # Who moved, married or shares a telephone is not told by these criteria alone.
    assert people.both < people.wanted

    wider = ("name+phone OR name+email OR name+address", (*PRESET, ("name", "address")))
    change_criteria(parse_criteria(wider[0]), actor=SYSTEM)
    widened = agreement(joined_by(wider[1], truth), _customers())
    assert widened.wanted == widened.found == widened.both > defined.both


def _customers() -> dict[tuple[str, str], int]:
    rows = OrderRecord.objects.values_list("source", "number", "customer_id")
    return {(source, number): customer for source, number, customer in rows}
