import enum


class PluginErrorCode(enum.Enum):
    INVALID = "invalid"
