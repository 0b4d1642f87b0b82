import enum


class AccountPermissions(enum.Enum):
    MANAGE_USERS = "account.manage_users"


class OrderPermissions(enum.Enum):
    MANAGE_ORDERS = "order.manage_orders"
