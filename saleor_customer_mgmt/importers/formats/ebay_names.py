"""What the columns of eBay's orders report are called on other sites than the American one.

British and Australian: seen in programs for them, in that spelling (Post to postcode). German: the present
report and the one before it. French: seen in one test only.
"""

from __future__ import annotations

from itertools import chain

_BRITISH = {
    f"{who} {american}": f"{other} {british}"
    for who, other in (("Buyer", "Buyer"), ("Ship To", "Post to"))
    for american, british in (
        ("Name", "name"),
        ("Phone", "phone"),
        ("Address 1", "address 1"),
        ("Address 2", "address 2"),
        ("City", "city"),
        ("State", "county"),
        ("Zip", "postcode"),
        ("Country", "country"),
    )
} | {"Shipped On Date": "Dispatched on date", "Shipping Service": "Delivery service"}
_AUSTRALIAN = {"Ship To State": "Post to state", "Shipped On Date": "Posted on date"}
_GERMAN = {
    "Sales Record Number": "Verkaufsprotokollnummer",
    "Order Number": "Bestellnummer",
    "Buyer Username": "Nutzername des Käufers",
    "Buyer Name": "Name des Käufers",
    "Buyer Email": "E-Mail des Käufers",
    "Buyer City": "Ort des Käufers",
    "Buyer State": "Staat des Käufers",
    "Buyer Zip": "Postleitzahl des Käufers",
    "Buyer Country": "Land des Käufers",
    "Buyer Address 1": "Käuferadresse 1",
    "Buyer Address 2": "Käuferadresse 2",
    "Item Number": "Artikelnummer",
    "Item Title": "Angebotstitel",
    "Custom Label": "Bestandseinheit",
    "Quantity": "Anzahl",
    "Sold For": "Verkauft für",
    "Total Price": "Gesamtbetrag",
    "Payment Method": "Zahlungsmethode",
    "Sale Date": "Verkauft am",
    "Shipped On Date": "Verschickt am - Datum",
    "Shipping Service": "Versandservice",
    "Transaction ID": "Transaktions-ID",
}
_GERMAN_BEFORE = {
    "Buyer Username": "Mitgliedsname",
    "Buyer Name": "Vollständiger Name des Käufers",
    "Item Title": "Artikelbezeichnung",
    "Quantity": "Stückzahl",
    "Sold For": "Verkaufspreis",
    "Total Price": "Gesamtpreis",
    "Sale Date": "Verkaufsdatum",
    "Shipped On Date": "Versanddatum",
}
_FRENCH = {
    "Sales Record Number": "Numéro de vente",
    "Order Number": "Numéro de commande",
    "Buyer Username": "Pseudo de l’acheteur",
    "Item Number": "Numéro de l'objet",
    "Item Title": "Intitulé de l'objet",
    "Quantity": "Quantité",
    "Sold For": "Vendu pour",
    "Sale Date": "Date de vente",
}

_SITES = (_BRITISH, _AUSTRALIAN, _GERMAN, _GERMAN_BEFORE, _FRENCH)

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    column: tuple(site[column] for site in _SITES if column in site)
    for column in dict.fromkeys(chain.from_iterable(_SITES))
}
