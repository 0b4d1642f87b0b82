"""Customer management for Saleor: which orders belong to which customer.

The package root imports nothing, so that the pure core stays pure.
"""

__version__ = "0.1.0"
