"""Mutations, one a file, all in the same parts: arguments, answer, errors, what is done."""
