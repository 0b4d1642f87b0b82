from __future__ import annotations

_PUBLIC_URL = "https://shop.example.com"


def build_absolute_uri(location: str, domain: str | None = None) -> str:
    return (f"https://{domain}" if domain else _PUBLIC_URL) + location
