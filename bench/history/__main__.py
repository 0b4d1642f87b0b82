"""Write a history: see the package."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.history.files import write_history


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.history", description="Write an invented history.")
    parser.add_argument("orders", type=int)
    parser.add_argument("history", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    size = write_history(asked.orders, asked.seed, asked.history, asked.truth)
    mean = size.bytes / max(size.rows, 1)
    sys.stdout.write(f"{size.orders:,} orders in {size.rows:,} rows of {mean:.0f} bytes on average\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
