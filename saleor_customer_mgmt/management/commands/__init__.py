"""One module per command; each only calls a service."""
