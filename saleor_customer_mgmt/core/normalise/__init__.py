"""Normalisers: one module per kind of field, all of one shape.

``normalise(raw, …context) -> Value`` takes any text at all, never raises, and gives equal values for
all spellings of the same thing. What a usable value becomes when it is normalised again is itself.
``docs/normalising.md`` shows what each does, with examples.
"""
