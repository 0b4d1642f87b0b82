"""The four reports of Amazon: two-item orders, unquoted quotation marks, offsets, discounts, parcels."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from saleor_customer_mgmt.core.facts import LineFacts, OrderFacts, OrderStatus, Person
from tests.samples import Cells, Sample, Table

REPORTS = ("amazon.tsv", "amazon-unshipped.tsv", "amazon-all-orders.tsv", "amazon-fba.tsv")
_JST = timezone(timedelta(hours=9))
_PST = timezone(timedelta(hours=-8))

_ORDER: Cells = {
    "order-id": "249-0000001-0000031",
    "purchase-date": "2024-01-15T20:01:11+09:00",
    "buyer-email": "hanako-sample@marketplace.amazon.co.jp",
    "buyer-name": "佐藤花子",
    "buyer-phone-number": "",
    "currency": "JPY",
    "ship-service-level": "Standard",
    "recipient-name": "株式会社サンプル　佐藤様",
    "ship-address-1": "千代田区丸の内1-1-1",
    "ship-address-2": "サンプルビル１０１",
    "ship-city": "--",
    "ship-state": "東京都",
    "ship-postal-code": "100-0005",
    "ship-country": "JP",
    "ship-phone-number": "03-0000-0001",
}
_ABROAD: Cells = {
    "order-id": "249-0000002-0000062",
    "purchase-date": "2024-01-15T03:00:00-08:00",
    "buyer-email": "sample.alias@marketplace.amazon.com",
    "buyer-name": "Sample Person",
    "buyer-phone-number": "202-555-0100",
    "currency": "USD",
    "recipient-name": "Sample Person",
    "ship-address-1": "1 Sample Street",
    "ship-city": "Springfield",
    "ship-state": "OR",
    "ship-postal-code": "97477",
    "ship-country": "US",
}
_BUYER = Person(name="佐藤花子", emails=("hanako-sample@marketplace.amazon.co.jp",), phones=())
_SHIP_TO = Person(
    name="株式会社サンプル　佐藤様",
    phones=("03-0000-0001",),
    postal_code="100-0005",
    address="東京都千代田区丸の内1-1-1 サンプルビル１０１",
    country="JP",
)

ORDERS = Sample(
    format="amazon",
    source="amazon",
    also=REPORTS,
    tables=(
        Table(
            "amazon.tsv",
            [
                _ORDER
                | {"order-item-id": "00000000010001", "sku": "TEA-01", "product-name": '"煎茶" 100g'}
                | {
                    "quantity-purchased": "2",
                    "item-price": "2160",
                    "item-tax": "160",
                    "shipping-price": "350",
                },
                _ORDER
                | {"order-item-id": "00000000010002", "sku": "POT-01", "product-name": '"急須'}
                | {"quantity-purchased": "3", "item-price": "1000", "item-tax": "90"}
                | {"item-promotion-discount": "-100"},
                _ABROAD
                | {
                    "order-item-id": "00000000020001",
                    "sku": "CUP-02",
                    "product-name": "Cup",
                    "item-price": "10.00",
                }
                | {
                    "quantity-purchased": "1",
                    "item-tax": "0.80",
                    "shipping-price": "5",
                    "shipping-tax": "0.40",
                }
                | {"ship-promotion-discount": "1.00"},
            ],
            number="order-id",
        ),
    ),
    expected=[
        OrderFacts(
            source="amazon",
            number="249-0000001-0000031",
            placed_at=datetime(2024, 1, 15, 20, 1, 11, tzinfo=_JST),
            buyer=_BUYER,
            recipients=(_SHIP_TO,),
            total=Decimal(3410),
            currency="JPY",
            shipping_method="Standard",
            lines=(
                LineFacts("TEA-01", '"煎茶" 100g', 2, Decimal(1080), "00000000010001"),
                LineFacts("POT-01", '"急須', 3, Decimal("333.33"), "00000000010002"),
            ),
        ),
        OrderFacts(
            source="amazon",
            number="249-0000002-0000062",
            placed_at=datetime(2024, 1, 15, 3, tzinfo=_PST),
            buyer=Person(
                name="Sample Person",
                emails=("sample.alias@marketplace.amazon.com",),
                phones=("202-555-0100",),
            ),
            recipients=(
                Person(
                    name="Sample Person",
                    phones=(),
                    postal_code="97477",
                    address="1 Sample Street, Springfield, OR",
                    country="US",
                ),
            ),
            total=Decimal("15.20"),
            currency="USD",
            shipping_method="",
            lines=(LineFacts("CUP-02", "Cup", 1, Decimal("10.00"), "00000000020001"),),
        ),
    ],
)

UNSHIPPED = Sample(
    format="amazon-unshipped",
    source="amazon",
    also=REPORTS,
    tables=(
        Table(
            "amazon-unshipped.tsv",
            [
                {
                    name: value
                    for name, value in _ORDER.items()
                    if name not in ("currency", "ship-phone-number")
                }
                | {"order-item-id": "00000000010001", "sku": "TEA-01", "product-name": "煎茶"}
                | {"quantity-purchased": "2", "quantity-shipped": "0", "quantity-to-ship": "2"}
                | {"payment-method": "COD", "cod-collectible-amount": "2500"},
            ],
            number="order-id",
        ),
    ),
    expected=[
        OrderFacts(
            source="amazon",
            number="249-0000001-0000031",
            placed_at=datetime(2024, 1, 15, 20, 1, 11, tzinfo=_JST),
            buyer=_BUYER,
            recipients=(
                Person(
                    name=_SHIP_TO.name,
                    postal_code="100-0005",
                    address=_SHIP_TO.address,
                    country="JP",
                ),
            ),
            payment_method="COD",
            shipping_method="Standard",
            lines=(LineFacts("TEA-01", "煎茶", 2, None, "00000000010001"),),
        ),
    ],
)

_LISTED: Cells = {
    "amazon-order-id": "503-0000001-0000001",
    "purchase-date": "2024-02-01T00:30:00+00:00",
    "order-status": "Shipped - Delivered to Buyer",
    "currency": "JPY",
    "ship-city": "千代田区",
    "ship-state": "東京都",
    "ship-postal-code": "100-0005",
    "ship-country": "JP",
    "asin": "B000000000",
}
_CANCELLED: Cells = {
    "amazon-order-id": "503-0000002-0000002",
    "purchase-date": "2024-02-02T00:30:00+00:00",
    "order-status": "Cancelled",
    "item-status": "Cancelled",
    "sku": "TEA-01",
    "product-name": "煎茶",
    "quantity": "0",
}

ALL_ORDERS = Sample(
    format="amazon-all-orders",
    source="amazon",
    also=REPORTS,
    tables=(
        Table(
            "amazon-all-orders.tsv",
            [
                _LISTED
                | {"item-status": "Shipped", "sku": "TEA-01", "product-name": "煎茶", "quantity": "1"}
                | {"item-price": "1080"},
                _LISTED
                | {"item-status": "Cancelled", "sku": "POT-01", "product-name": "急須", "quantity": "0"},
                _CANCELLED,
            ],
            number="amazon-order-id",
        ),
    ),
    expected=[
        OrderFacts(
            source="amazon",
            number="503-0000001-0000001",
            placed_at=datetime(2024, 2, 1, 0, 30, tzinfo=UTC),
            status=OrderStatus.FULFILLED,
            status_text="Shipped - Delivered to Buyer",
            recipients=(Person(postal_code="100-0005", address="東京都千代田区", country="JP"),),
            total=Decimal(1080),
            currency="JPY",
            shipping_method="",
            lines=(LineFacts("TEA-01", "煎茶", 1, Decimal(1080)),),
        ),
        OrderFacts(
            source="amazon",
            number="503-0000002-0000002",
            placed_at=datetime(2024, 2, 2, 0, 30, tzinfo=UTC),
            status=OrderStatus.CANCELLED,
            status_text="Cancelled",
            recipients=(),
            total=None,
            currency=None,
            shipping_method="",
            lines=(LineFacts("TEA-01", "煎茶", 0, None),),
        ),
    ],
)

_PARCEL: Cells = {
    "amazon-order-id": "503-0000003-0000003",
    "amazon-order-item-id": "00000000030001",
    "purchase-date": "2017-05-01T09:00:00+09:00",
    "shipment-date": "2017-05-04T18:00:00+09:00",
    "buyer-email": "hanako-sample@marketplace.amazon.co.jp",
    "buyer-name": "佐藤花子",
    "sku": "TEA-01",
    "product-name": "煎茶",
    "currency": "JPY",
    "recipient-name": "佐藤花子",
    "bill-address-1": "丸の内1-1-1",
    "bill-city": "千代田区",
    "bill-state": "東京都",
    "bill-postal-code": "100-0005",
    "bill-country": "JP",
}

_SENT: Cells = {"shipment-date": "2017-05-02T10:00:00+09:00"}

FBA = Sample(
    format="amazon-fba",
    source="amazon",
    also=REPORTS,
    tables=(
        Table(
            "amazon-fba.tsv",
            [
                _PARCEL | _SENT | {"shipment-item-id": "D1", "quantity-shipped": "1", "item-price": "1080"},
                _PARCEL | {"shipment-item-id": "D2", "quantity-shipped": "2", "item-price": "2160"},
                _PARCEL | {"shipment-item-id": "D2", "quantity-shipped": "2", "item-price": "2160"},
            ],
            number="amazon-order-id",
        ),
    ),
    expected=[
        OrderFacts(
            source="amazon",
            number="503-0000003-0000003",
            placed_at=datetime(2017, 5, 1, 9, tzinfo=_JST),
            status=OrderStatus.FULFILLED,
            buyer=Person(
                name="佐藤花子",
                emails=("hanako-sample@marketplace.amazon.co.jp",),
                phones=(),
                postal_code="100-0005",
                address="東京都千代田区丸の内1-1-1",
                country="JP",
            ),
            recipients=(Person(name="佐藤花子", phones=(), postal_code="", address="", country=""),),
            total=Decimal(3240),
            currency="JPY",
            shipping_method="",
            lines=(LineFacts("TEA-01", "煎茶", 3, Decimal(1080), "00000000030001"),),
            shipped_at=datetime(2017, 5, 4, 18, tzinfo=_JST),
        ),
    ],
)
