"""The environment in which the programs of one Saleor run here: as in production, but on this machine only.

Keys and passwords are made for the run and thrown away with it.
"""

from __future__ import annotations

import os
import secrets
import subprocess
from pathlib import Path

from tests.saleor.runner.finding import NotUsable
from tests.saleor.runner.interpreters import PROJECT, Saleor, clean_environment

_NEW_KEY = """
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import rsa
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
print(key.private_bytes(s.Encoding.PEM, s.PrivateFormat.TraditionalOpenSSL, s.NoEncryption()).decode())
"""


def saleor_environment(
    saleor: Saleor, *, database: str, port: int, redis: tuple[str, str], cache: Path
) -> dict[str, str]:
    """Return it for these servers; ``redis`` has the addresses for Saleor's cache and for Celery."""
    return clean_environment(saleor.named, saleor.source, os.environ) | {
        "DJANGO_SETTINGS_MODULE": "saleor.settings",
        "DATABASE_URL": database,
        "CACHE_URL": redis[0],
        "CELERY_BROKER_URL": redis[1],
        "SECRET_KEY": secrets.token_urlsafe(40),
        "RSA_PRIVATE_KEY": _new_key(saleor),
        "DEBUG": "False",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "ALLOWED_CLIENT_HOSTS": "localhost,127.0.0.1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "noreply@example.com",
        "DEFAULT_CHANNEL_SLUG": "default-channel",
        "HTTP_IP_FILTER_ENABLED": "True",
        "HTTP_IP_FILTER_ALLOW_LOOPBACK_IPS": "True",
        "SEND_USAGE_TELEMETRY": "False",
        "JWT_TTL_ACCESS": "2 hours",
        # Saleor's own folder stays as it is, and the second start need not compile anything.
        "PYTHONPYCACHEPREFIX": str(cache / "bytecode" / saleor.version),
        **saleor.named.environment,
    }


def module(name: str, *arguments: str) -> list[str]:
    """Return what follows the interpreter to run a module of these tests inside Saleor.

    The project comes last in the path, so that the installed package is the one that is seen.
    """
    start = (
        "import runpy, sys; sys.path.append(sys.argv.pop(1)); "
        f"runpy.run_module({name!r}, run_name='__main__', alter_sys=True)"
    )
    return ["-c", start, str(PROJECT), *arguments]


def _new_key(saleor: Saleor) -> str:
    made = subprocess.run(
        [saleor.python, "-c", _NEW_KEY], check=False, capture_output=True, text=True, cwd="/", timeout=120
    )
    if made.returncode != 0:
        raise NotUsable(f"{saleor.python} cannot make an RSA key: {made.stderr.strip().splitlines()[-1:]}")
    return made.stdout
