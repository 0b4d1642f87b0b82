"""Taking in the orders of a real, running Saleor, inside Saleor's own interpreter."""
