"""What our package needs of Saleor, and what each real version says to it (``make contract``).

* ``uses``: which names of Saleor our source uses, read from the source itself.
* ``declared``: the few that cannot be read from it.
* ``describe``: facts about such names in the running interpreter, the same for Saleor and for the stand-in.
* ``extract``: run by a Saleor's interpreter, prints the description; ``collect`` has every version do so.
* ``saleor-3.*.json``: the descriptions. Facts only; no code of Saleor.
"""
