"""Reads. The only place where rows become core values for others."""
