"""How fast files of each format are read, beside the bare reading of their cells: ``make bench-formats``."""
