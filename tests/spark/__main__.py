"""Runs the tests on Spark, where it can be: ``python -m tests.spark``.

``make test-spark`` has looked for Java and installed pyspark before. Where it could not, one line says so,
and nothing is run (exit code 0).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from saleor_customer_mgmt.engines import extras
from tests.spark.conftest import VARIABLE


def main() -> int:
    if not extras.installed("spark"):
        print("pyspark is not installed: the tests on Spark were left out.")  # noqa: T201
        return 0
    command = [sys.executable, "-m", "pytest", str(Path(__file__).parent), *sys.argv[1:]]
    # pyspark opens ports of its own on this machine; its parts talk to each other by name.
    surroundings = {**os.environ, VARIABLE: "yes", "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.run(command, check=False, env=surroundings).returncode


if __name__ == "__main__":
    sys.exit(main())
