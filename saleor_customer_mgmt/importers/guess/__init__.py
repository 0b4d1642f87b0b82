"""Guessing what the columns of an unknown table are: docs/formats/mapping.md."""

from saleor_customer_mgmt.importers.guess.guess import HIGH, LEAST, ColumnGuess, Guess, guess
from saleor_customer_mgmt.importers.guess.of_accounts import guess_accounts
from saleor_customer_mgmt.importers.guess.reasons import Reason

__all__ = ["HIGH", "LEAST", "ColumnGuess", "Guess", "Reason", "guess", "guess_accounts"]
