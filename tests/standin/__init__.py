"""A small stand-in for Saleor, so that the plugin can be tested where there is none.

``saleor/`` offers what our package uses and no more, with no behaviour beyond what a test needs. Each of its
names, signatures and fields is checked against the descriptions of the real versions
(``tests/contract/test_standin.py``). It shows nothing about Saleor; ``tests/saleor`` does.

It is not on ``sys.path`` and its apps are not installed, but for tests that ask for the fixture ``shop``
(``fixtures``).
"""
