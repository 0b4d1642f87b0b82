"""Everything that imports saleor."""
