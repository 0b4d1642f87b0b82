"""Measurements, on a real Saleor and without. Not part of the package, and no tests: they show figures."""
