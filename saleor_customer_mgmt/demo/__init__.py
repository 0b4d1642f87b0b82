"""Sample orders of invented people, as the files that malls write."""
