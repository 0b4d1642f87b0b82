"""Django's PostgreSQL back end on the private server."""
