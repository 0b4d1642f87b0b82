"""Who may ask a real Saleor for what: every field of ours, as everybody there is.

    python -m tests.saleor.permissions --url http://127.0.0.1:8000/graphql/ --email … --password …

Needs a running Saleor with the package installed and migrated, its sample data, and a channel that
allows unpaid orders. Makes members of staff, groups and apps through Saleor's API, places one order as
the customer, asks for every field as each of them, and takes staff, groups and apps away again. Prints
a table; exits with 1 when a cell is not as docs/graphql.md says, or when a field is missing here or
there. Inputs are such that nothing changes for those who may; the rebuild is done, and finds all as it is.
"""

from __future__ import annotations

import argparse
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.saleor.api import Api, guest_checkout
from tests.saleor.soon import await_record

DOCS = Path(__file__).parents[2] / "docs" / "graphql.md"
USERS, ORDERS = "account.manage_users", "order.manage_orders"
ENUM = {USERS: "MANAGE_USERS", ORDERS: "MANAGE_ORDERS"}
SETS = {"none": (), "users": (USERS,), "orders": (ORDERS,), "both": (USERS, ORDERS)}

_ERRORS = "{ errors { code } }"
# What is asked for each field. Where Saleor hides the way there from somebody, that is a refusal too.
FIELDS = {
    "customerProfile": '{ customerProfile(id: "0000-0000-0000") { publicId } }',
    "customerProfiles": "{ customerProfiles(first: 1) { edges { node { publicId } } } }",
    "customerProfileWhy": (
        '{ customerProfileWhy(one: {source: "saleor", number: "$NUMBER"}, '
        'other: {source: "saleor", number: "$NUMBER"}) { sameCustomer } }'
    ),
    "customerReviewItems": "{ customerReviewItems(first: 1) { totalCount } }",
    "customerDecisions": "{ customerDecisions(first: 1) { totalCount } }",
    "customerAuditEntries": "{ customerAuditEntries(first: 1) { totalCount } }",
    "matchCriteria": "{ matchCriteria { text } }",
    "matchCriteriaPreview": '{ matchCriteriaPreview(criteria: "no criteria") { errors { message } } }',
    "customerMgmtJob": '{ customerMgmtJob(id: "none") { id } }',
    "customerMgmtJobs": "{ customerMgmtJobs(first: 1) { totalCount } }",
    "customerMgmtConditionFields": "{ customerMgmtConditionFields(subject: ORDER) { subject } }",
    "customerMgmtConditionCheck": (
        '{ customerMgmtConditionCheck(subject: ORDER, condition: "no condition") { errors { code } } }'
    ),
    "orderRecord": '{ orderRecord(source: "saleor", number: "$NUMBER") { number } }',
    "orderRecords": "{ orderRecords(first: 1) { edges { node { number } } } }",
    "orderImport": '{ orderImport(id: "none") { id } }',
    "orderImports": "{ orderImports(first: 1) { totalCount } }",
    "orderImportMapping": '{ orderImportMapping(id: "none") { id } }',
    "orderImportMappings": "{ orderImportMappings(first: 1) { totalCount } }",
    "orderImportMappingGuess": f"mutation {{ orderImportMappingGuess {_ERRORS} }}",
    "orderImportMappingSave": f'mutation {{ orderImportMappingSave(name: "", mapping: "") {_ERRORS} }}',
    "orderImportMappingDelete": f'mutation {{ orderImportMappingDelete(id: "no") {_ERRORS} }}',
    "orderRecordsRecord": f"mutation {{ orderRecordsRecord(orders: []) {_ERRORS} }}",
    "orderImportCreate": f"mutation {{ orderImportCreate(files: [], dryRun: true) {_ERRORS} }}",
    "orderImportCancel": f'mutation {{ orderImportCancel(id: "no") {_ERRORS} }}',
    "customerProfileMerge": f'mutation {{ customerProfileMerge(main: "no", other: "no") {_ERRORS} }}',
    "customerProfileSplit": f'mutation {{ customerProfileSplit(orders: ["no"]) {_ERRORS} }}',
    "customerDecisionUndo": f'mutation {{ customerDecisionUndo(id: "no") {_ERRORS} }}',
    "matchCriteriaUpdate": f'mutation {{ matchCriteriaUpdate(criteria: "no criteria") {_ERRORS} }}',
    "matchCriteriaRevert": f'mutation {{ matchCriteriaRevert(revision: "no") {_ERRORS} }}',
    "customerProfilesRebuild": f"mutation {{ customerProfilesRebuild {_ERRORS} }}",
    "customerProfilesExport": (
        f'mutation {{ customerProfilesExport(kind: CSV, filter: {{condition: "no condition"}}) {_ERRORS} }}'
    ),
    "orderRecordsExport": (
        f'mutation {{ orderRecordsExport(kind: CSV, filter: {{customer: "no"}}) {_ERRORS} }}'
    ),
    # Where the extra is not installed, this is refused after permission was asked for; else it finds nothing.
    "customerDoubtfulPairsFind": f"mutation {{ customerDoubtfulPairsFind {_ERRORS} }}",
    "customerProfilesNotSame": f'mutation {{ customerProfilesNotSame(one: "no", other: "no") {_ERRORS} }}',
    "customerProfilesNotSameUndo": (
        f'mutation {{ customerProfilesNotSameUndo(one: "no", other: "no") {_ERRORS} }}'
    ),
    "customerMgmtOverview": '{ customerMgmtOverview(first: "no day") { errors { code } } }',
    "customerMgmtCounting": "{ customerMgmtCounting { policy { statuses } } }",
    "customerMgmtCountingUpdate": (
        f'mutation {{ customerMgmtCountingUpdate(policy: {{sourcesLeftOut: ["No source!"]}}) {_ERRORS} }}'
    ),
    "customerMgmtRetention": "{ customerMgmtRetention { terms { source } } }",
    "customerMgmtRetentionUpdate": (
        f'mutation {{ customerMgmtRetentionUpdate(terms: [{{source: "amazon", days: -1}}]) {_ERRORS} }}'
    ),
    "customerMgmtRetentionExpire": f"mutation {{ customerMgmtRetentionExpire {_ERRORS} }}",
    "customerMgmtGroup": '{ customerMgmtGroup(id: "none") { slug } }',
    "customerMgmtGroups": "{ customerMgmtGroups(first: 1) { totalCount } }",
    "customerMgmtGroupPreview": '{ customerMgmtGroupPreview(condition: "no condition") { errors { code } } }',
    "customerMgmtGroupCreate": (
        f'mutation {{ customerMgmtGroupCreate(input: {{slug: "No slug!", name: "x"}}) {_ERRORS} }}'
    ),
    "customerMgmtGroupUpdate": (
        f'mutation {{ customerMgmtGroupUpdate(id: "no", input: {{slug: "x", name: "x"}}) {_ERRORS} }}'
    ),
    "customerMgmtGroupDelete": f'mutation {{ customerMgmtGroupDelete(id: "no") {_ERRORS} }}',
    "customerMgmtGroupMembersChange": (
        'mutation { customerMgmtGroupMembersChange(group: "no", customers: ["no"], change: FORGET) '
        f"{_ERRORS} }}"
    ),
    "customerMgmtHolds": "{ customerMgmtHolds(first: 1) { totalCount } }",
    "customerMgmtHoldBreaches": "{ customerMgmtHoldBreaches(first: 1) { totalCount } }",
    "customerMgmtHoldsPlace": (
        f'mutation {{ customerMgmtHoldsPlace(orders: ["no"], point: FULFIL, reason: "x") {_ERRORS} }}'
    ),
    "customerMgmtHoldsRelease": f'mutation {{ customerMgmtHoldsRelease(holds: ["no"]) {_ERRORS} }}',
    "customerMgmtHoldsCancel": f'mutation {{ customerMgmtHoldsCancel(holds: ["no"]) {_ERRORS} }}',
    "customerMgmtHoldsAssign": f'mutation {{ customerMgmtHoldsAssign(holds: ["no"]) {_ERRORS} }}',
    "customerMgmtHoldBreachesAcknowledge": (
        f'mutation {{ customerMgmtHoldBreachesAcknowledge(breaches: ["no"]) {_ERRORS} }}'
    ),
    "customerMgmtRule": '{ customerMgmtRule(id: "none") { name } }',
    "customerMgmtRules": "{ customerMgmtRules(first: 1) { totalCount } }",
    "customerMgmtRuleBacktest": '{ customerMgmtRuleBacktest(condition: "no condition") { errors { code } } }',
    "customerMgmtRuleCreate": (
        f'mutation {{ customerMgmtRuleCreate(input: {{name: "", actions: []}}) {_ERRORS} }}'
    ),
    "customerMgmtRuleUpdate": (
        f'mutation {{ customerMgmtRuleUpdate(id: "no", input: {{name: "x", actions: []}}) {_ERRORS} }}'
    ),
    "customerMgmtRuleSwitch": f'mutation {{ customerMgmtRuleSwitch(id: "no", active: true) {_ERRORS} }}',
    "customerMgmtRuleDelete": f'mutation {{ customerMgmtRuleDelete(id: "no") {_ERRORS} }}',
    "customerMgmtWatchlist": "{ customerMgmtWatchlist(first: 1) { totalCount } }",
    "customerProfileWatch": f'mutation {{ customerProfileWatch(customer: "no", level: WATCH) {_ERRORS} }}',
    "customerProfileEndWatch": f'mutation {{ customerProfileEndWatch(id: "no") {_ERRORS} }}',
    "customerProfileNoteWrite": (
        f'mutation {{ customerProfileNoteWrite(customer: "no", text: "x") {_ERRORS} }}'
    ),
    "customerProfileNoteChange": f'mutation {{ customerProfileNoteChange(id: "no", text: "x") {_ERRORS} }}',
    "customerProfileNoteDelete": f'mutation {{ customerProfileNoteDelete(id: "no") {_ERRORS} }}',
    "customerProfilesWatch": (
        f'mutation {{ customerProfilesWatch(customers: ["no"], level: WATCH) {_ERRORS} }}'
    ),
    "customerMgmtWatchMarksEnd": f'mutation {{ customerMgmtWatchMarksEnd(marks: ["no"]) {_ERRORS} }}',
    "customerProfilesLabel": f'mutation {{ customerProfilesLabel(customers: ["no"], label: "x") {_ERRORS} }}',
    "customerProfilesUnlabel": (
        f'mutation {{ customerProfilesUnlabel(customers: ["no"], label: "x") {_ERRORS} }}'
    ),
    "orderRecordsLabel": f'mutation {{ orderRecordsLabel(orders: ["no"], label: "x") {_ERRORS} }}',
    "orderRecordsUnlabel": f'mutation {{ orderRecordsUnlabel(orders: ["no"], label: "x") {_ERRORS} }}',
    "Order.customerProfile": '{ order(id: "$ORDER") { customerProfile { publicId } } }',
    "User.customerProfile": '{ user(id: "$USER") { customerProfile { publicId } } }',
    "OrderRecord.saleorOrder": '{ orderRecord(source: "saleor", number: "$NUMBER") { saleorOrder { id } } }',
    "CustomerProfile.saleorUsers": '{ order(id: "$ORDER") { customerProfile { saleorUsers { id } } } }',
}
# A user always reaches itself, so this way ends at our check and not at Saleor's.
OWN = {"User.customerProfile": "{ me { customerProfile { publicId } } }"}
REACHED = {"Order.customerProfile", "User.customerProfile", "OrderRecord.saleorOrder"}
REACHED |= {"CustomerProfile.saleorUsers", "customerProfileWhy", "customerProfiles", "orderRecord"}
"""Those that have to lead to something for whoever may."""
OURS: tuple[str, ...] = (
    "CustomerProfile",
    "CustomerReview",
    "CustomerDecision",
    "CustomerDoubtful",
    "CustomerAudit",
    "CustomerMgmt",
)
OURS += ("OrderRecord", "OrderImport", "MatchCriteria")
LINKS = {"Order", "User", "OrderRecord", "CustomerProfile"}

_SCHEMA = """{ __schema {
  queryType { fields { name type { ...named } } } mutationType { fields { name type { ...named } } }
} }
fragment named on __Type { name ofType { name ofType { name ofType { name } } } }"""
_TYPE = """query($n: String!) { __type(name: $n) {
  fields { name type { name ofType { name ofType { name ofType { name } } } } }
} }"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks, with the permissions held."""

    name: str
    api: Api
    has: frozenset[str] = field(default_factory=frozenset)
    id: str = ""

    def may(self, needed: frozenset[str]) -> bool:
        return needed <= self.has and not self.name.startswith(("nobody", "customer"))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def documented() -> dict[str, frozenset[str]]:
    """Return field → permissions, from the tables of docs/graphql.md."""
    text = DOCS.read_text("utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| (`[a-z_.]+`(?:, `[a-z_.]+`)*) \|", text, re.MULTILINE)
    return {name: frozenset(re.findall(r"`([\w.]+)`", cell)) for name, cell in rows}


def in_schema(api: Api) -> set[str]:
    """Return what the endpoint has of ours: root fields, and fields between its types and ours."""

    def named(type_: dict[str, Any] | None) -> str:
        return "" if type_ is None else type_["name"] or named(type_.get("ofType"))

    schema = api.ask(_SCHEMA)
    roots = schema["queryType"]["fields"] + schema["mutationType"]["fields"]
    found = {f["name"] for f in roots if named(f["type"]).startswith(OURS)}
    for name in sorted(LINKS):
        for f in api.ask(_TYPE, n=name)["fields"]:
            theirs, ours = not name.startswith(OURS), named(f["type"]).startswith(OURS)
            if (theirs and ours) or (
                not theirs and named(f["type"]) in LINKS and f["name"].startswith("saleor")
            ):
                found.add(f"{name}.{f['name']}")
    return found


@contextmanager
def group(admin: Api, name: str, permissions: tuple[str, ...]) -> Iterator[str]:
    made = admin.ask(
        "mutation($i: PermissionGroupCreateInput!) { permissionGroupCreate(input: $i) "
        "{ group { id } errors { field code message } } }",
        i={"name": name, "addPermissions": [ENUM[p] for p in permissions]},
    )["group"]["id"]
    try:
        yield made
    finally:
        admin.ask(
            "mutation($i: ID!) { permissionGroupDelete(id: $i) { errors { field code message } } }", i=made
        )


def register(admin: Api, email: str, password: str) -> str:
    """Have a customer register; confirm it as staff instead of by e-mail. Return its id."""
    Api(admin.url).ask(
        "mutation($i: AccountRegisterInput!) { accountRegister(input: $i) "
        "{ errors { field code message } } }",
        i={
            "email": email,
            "password": password,
            "channel": "default-channel",
            "redirectUrl": "http://localhost/",
        },
    )
    made = str(admin.ask("query($e: String!) { user(email: $e) { id } }", e=email)["id"])
    admin.ask(
        "mutation($i: ID!) { customerUpdate(id: $i, input: {isConfirmed: true}) "
        "{ errors { field code message } } }",
        i=made,
    )
    return made


@contextmanager
def customer(admin: Api, email: str, password: str) -> Iterator[Actor]:
    made = register(admin, email, password)
    try:
        yield Actor("customer", Api(admin.url).signed_in(email, password), id=made)
    finally:
        admin.ask("mutation($i: ID!) { customerDelete(id: $i) { errors { field code message } } }", i=made)


@contextmanager
def staff(admin: Api, mark: str, name: str) -> Iterator[Actor]:
    """A member of staff: a customer who is taken on, because only so is there a password to sign in."""
    email, password = f"gql-{name}-{mark}@example.com", secrets.token_urlsafe(20)
    with group(admin, f"gql-{name}-{mark}", SETS[name]) as group_id:
        made = register(admin, email, password)
        admin.ask(
            "mutation($i: StaffCreateInput!) { staffCreate(input: $i) { errors { field code message } } }",
            i={"email": email, "addGroups": [group_id]},
        )
        try:
            api = Api(admin.url).signed_in(email, password)
            yield Actor(f"staff:{name}", api, frozenset(SETS[name]), id=made)
        finally:
            admin.ask("mutation($i: ID!) { staffDelete(id: $i) { errors { field code message } } }", i=made)


@contextmanager
def app(admin: Api, mark: str, name: str) -> Iterator[Actor]:
    permissions = SETS[name]
    made = admin.ask(
        "mutation($i: AppInput!) { appCreate(input: $i) "
        "{ authToken app { id } errors { field code message } } }",
        i={"name": f"gql-{name}-{mark}", "permissions": [ENUM[p] for p in permissions]},
    )
    try:
        yield Actor(f"app:{name}", Api(admin.url, made["authToken"]), frozenset(permissions))
    finally:
        admin.ask(
            "mutation($i: ID!) { appDelete(id: $i) { errors { field code message } } }", i=made["app"]["id"]
        )


def asked(actor: Actor, query: str, names: dict[str, str]) -> tuple[bool, bool]:
    """Return whether it was answered without a refusal, and whether there was anything in the answer."""
    for name, value in names.items():
        query = query.replace(f"${name}", value)
    answer = actor.api.answer(query)
    codes = {e["extensions"]["exception"]["code"] for e in answer.get("errors", ())}
    if codes - {"PermissionDenied"}:
        raise SystemExit(f"{query} as {actor.name}: {answer['errors'][0]['message']}")
    found = answer.get("data")
    while isinstance(found, dict) and found:
        found = next(iter(found.values()))
    return not codes, found not in (None, [], {})


def judge(actor: Actor, name: str, needed: frozenset[str], names: dict[str, str]) -> tuple[str, bool]:
    """Return what to print in the cell, and whether that is right."""
    query = FIELDS[name]
    if actor.id and name in OWN and not actor.may(needed):
        query = OWN[name]
    answered, anything = asked(actor, query, names)
    if not actor.may(needed):
        return ("refused", True) if not answered and not anything else ("SEEN", False)
    if not answered:
        return "REFUSED", False
    return ("yes", True) if anything or name not in REACHED else ("EMPTY", False)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql/")
    parser.add_argument("--email", required=True, help="of a member of staff with all permissions")
    parser.add_argument("--password", required=True)
    options = parser.parse_args()

    admin = Api(options.url).signed_in(options.email, options.password)
    needed = documented()
    wrong = sorted(in_schema(admin) ^ needed.keys()) + sorted(FIELDS.keys() ^ needed.keys())
    for name in wrong:
        say(f"{name} is not in the schema, the documentation and this script alike")
    mark = secrets.token_hex(4)
    with ExitStack() as made:
        buyer = made.enter_context(customer(admin, f"gql-buyer-{mark}@example.com", mark * 4))
        actors = [Actor("nobody", Api(options.url)), buyer]
        actors += [made.enter_context(staff(admin, mark, name)) for name in SETS]
        actors += [made.enter_context(app(admin, mark, name)) for name in SETS]
        names = bought(admin, buyer, f"gql-buyer-{mark}@example.com")
        say(f"{'':28}" + "".join(f"{actor.name:14}" for actor in actors))
        for name in sorted(FIELDS.keys() & needed.keys()):
            cells = [judge(actor, name, needed[name], names) for actor in actors]
            wrong += [name for _, right in cells if not right]
            say(f"{name:28}" + "".join(f"{text:14}" for text, _ in cells).rstrip())
    say("As documented." if not wrong else f"NOT as documented: {', '.join(sorted(set(wrong)))}")
    return 1 if wrong else 0


def bought(admin: Api, buyer: Actor, email: str) -> dict[str, str]:
    """Place an order as the customer; return what the queries need to name it."""
    address = {
        "firstName": "花子",
        "lastName": "佐藤",
        "streetAddress1": "架空町9-9-9",
        "city": "千代田区",
        "countryArea": "東京都",
        "postalCode": "100-0001",
        "country": "JP",
        "phone": f"+81800001{secrets.randbelow(9000) + 1000}",
    }
    number = guest_checkout(buyer.api, email=email, address=address)
    found = await_record(admin, number)
    return {"NUMBER": number, "ORDER": found["saleorOrder"]["id"], "USER": buyer.id}


if __name__ == "__main__":
    sys.exit(main())
