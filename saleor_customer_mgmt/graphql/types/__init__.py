"""Object types: how what the selectors give is shown."""
