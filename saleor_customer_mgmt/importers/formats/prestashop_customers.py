"""The export of PrestaShop's customer list (docs/formats/prestashop.md).

Columns: PrestaShop/PrestaShop, CustomerController::exportAction. The list has no address and no telephone.
"""

from __future__ import annotations

from saleor_customer_mgmt.core.facts import OrderFacts
from saleor_customer_mgmt.importers.accounts import account
from saleor_customer_mgmt.importers.format import Format, OrderRows, Sheet
from saleor_customer_mgmt.importers.people import PersonColumns

_PERSON = PersonColumns(name=("First name", "Last name"), emails=("Email address",), company=("Company",))
_ENABLED = {"1": "enabled", "0": "disabled"}


def read(order: OrderRows) -> OrderFacts:
    enabled = order.first("Enabled")
    return account(
        order,
        _PERSON.read(order.agreed),
        registered_at=order.moment("Registration"),
        status=enabled and _ENABLED.get(enabled, enabled),
        newsletter=order.agreed("Newsletter"),
        group=order.agreed("Group"),
    )


FORMAT = Format(
    name="prestashop-customers",
    title="PrestaShop customer list",
    source="prestashop",
    orders=Sheet(
        number="ID",
        signature=("ID", "Email address"),
        any_of=("Social title", "Enabled", "Newsletter", "Partner offers", "Registration", "Last visit"),
        without=("Reference", "Référence", "New client", "Nouveau client", "Total", "Payment", "Paiement"),
        columns=_PERSON.columns() | {"Enabled", "Newsletter", "Registration", "Group"},
        other_names={
            "Social title": ("Titre de civilité", "Titre"),
            "First name": ("Prénom",),
            "Last name": ("Nom",),
            "Email address": ("Adresse e-mail", "Adresse email", "E-mail"),
            "Company": ("Société", "Entreprise"),
            "Enabled": ("Activé", "Actif"),
            "Newsletter": ("Lettre d'informations", "Lettre d'information"),
            "Registration": ("Inscription", "Enregistrement"),
            "Group": ("Groupe",),
        },
        accounts=True,
    ),
    read=read,
    zone=None,
)
