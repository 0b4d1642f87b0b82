"""Names of Saleor that our source uses without writing them down: reached through relations, by name in a
string, or asked for by Saleor itself. The stand-in offers no more than these and what ``uses`` finds.
"""

from __future__ import annotations

ONLY_IN = {
    "saleor.account.models:CustomerType": {"3.23"},
    "saleor.account.models:CustomerType.objects": {"3.23"},
    "saleor.giftcard.gateway:charge_gift_card_transactions": {"3.23"},
    "saleor.order:actions.automatically_fulfill_digital_lines": {"3.21", "3.22"},
}
"""Names that not all versions have, with those that do. Our source uses them only where they are."""

NAMES = (
    "saleor.app.models:App",
    "saleor.app.models:AppExtension",
    "saleor.channel.models:Channel",
    "saleor.checkout.complete_checkout:_process_voucher_data_for_order",
    "saleor.checkout.utils:add_voucher_code_to_checkout",
    "saleor.checkout.utils:remove_voucher_code_from_checkout_or_error",
    "saleor.checkout.utils:validate_voucher_for_checkout",
    "saleor.core.auth_backend:JSONWebTokenBackend",
    "saleor.core.auth_backend:jwt.PyJWTError",
    "saleor.giftcard.utils:fulfill_non_shippable_gift_cards",
    "saleor.graphql.api:Query",
    "saleor.graphql.api:schema",
    "saleor.graphql.checkout.mutations.checkout_remove_promo_code:remove_voucher_from_checkout",
    "saleor.graphql.core.dataloaders:DataLoader",
    "saleor.graphql.core.federation.schema:build_federated_schema",
    "saleor.order.actions:order_confirmed",
    "saleor.order.models:Order.origin",
    "saleor.order.models:OrderLine",
    "saleor.order.utils:refresh_order_status",
    "saleor.order:OrderOrigin",
    "saleor.payment.gateway:capture",
    "saleor.payment.models:Transaction",
    "saleor.payment.models:TransactionItem",
    "saleor.payment:ChargeStatus",
    "saleor.payment:TransactionKind",
    "saleor.permission.enums:AccountPermissions",
    "saleor.permission.enums:OrderPermissions",
    "saleor.permission.models:Permission",
    "saleor.plugins.models:PluginConfiguration",
    *ONLY_IN,
)

SETTINGS = (
    "AUTHENTICATION_BACKENDS",
    "AUTH_USER_MODEL",
    "CELERY_BEAT_SCHEDULE",
    "DATABASE_CONNECTION_DEFAULT_NAME",
    "DATABASE_CONNECTION_REPLICA_NAME",
)

GRAPHENE_FIELDS = frozenset({"id", "number", "email", "order", "user"})
"""Fields of Saleor's GraphQL types on which ours, or the tests, rest."""
