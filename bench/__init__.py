"""Measurements on a real Saleor. Not part of the package, and no tests: they show figures."""
