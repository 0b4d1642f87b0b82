"""An invented history of orders of any length, with its truth: which order is whose.

    python -m bench.history 1000000 orders.csv truth.csv [--seed 1]

``orders.csv`` is a neutral CSV (docs/formats/neutral.md) of a shop that sells at five places: relay
addresses, missing and made-up telephone numbers, every way to write a name, an address, a number; people
who move, marry, mistype, live together, and one telephone that many give. ``truth.csv`` says for each order
who placed it, and what its values are without the spelling.

Written as it is made, in little memory whatever the length. The same length and seed give the same bytes.
All people are invented: addresses are at example.com or a mall's relay domain, telephone numbers begin with
090-0 or 03-0, which nobody has, and house numbers are higher than any there.
"""
