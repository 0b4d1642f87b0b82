"""The front end in a real Chromium, over the standalone host: ``make browser``."""
