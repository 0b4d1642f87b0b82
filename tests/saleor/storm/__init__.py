"""Many checkouts at once while everything of ours breaks: ``python -m tests.saleor.storm``."""
