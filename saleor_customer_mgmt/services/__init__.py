"""Use cases, one module each, named by its verb."""
