"""Root query fields, by what they are about."""
