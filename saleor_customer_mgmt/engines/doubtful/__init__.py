"""Which customers may be one although no criterion says so: Splink's model, for Japanese people.

``romaji`` and ``record`` are plain Python: from the evidence of a customer's orders to what is compared.
``levels`` says how, ``training`` what that weighs in this shop, ``proposals`` which pairs come out. What each
means for staff is in docs/doubtful-pairs.md.
"""
