"""Running without Saleor: a small Django project with a private PostgreSQL."""
