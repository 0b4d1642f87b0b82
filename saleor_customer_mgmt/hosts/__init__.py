"""The two places where the app lives: inside Saleor, or on its own."""
