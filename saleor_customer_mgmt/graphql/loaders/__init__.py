"""Loading what is nested for all rows of a list at once: so many queries, however many rows."""
