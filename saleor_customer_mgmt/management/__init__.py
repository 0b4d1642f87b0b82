"""Django's own commands for whoever runs the app inside a Django project."""
