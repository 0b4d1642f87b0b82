"""Tests that need Spark, and with it Java: ``make test-spark`` runs them where that is."""
