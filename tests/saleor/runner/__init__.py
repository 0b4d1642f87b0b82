"""Starts a real Saleor of each version found and runs the checks of ``tests.saleor`` in it."""
