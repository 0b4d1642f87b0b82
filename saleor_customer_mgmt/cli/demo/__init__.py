"""The demo: a session with the real commands, on invented orders, in a database of its own."""
