"""How much of an import is read at most, so that a small file cannot fill a disk or memory."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one import. The host's settings can set others; a refusal names the setting."""

    unpacked: int = 10_240 * MIB
    """Bytes that all archives of one import may have together when they are unpacked."""
    workbook: int = 512 * MIB
    """Bytes of one Excel workbook when it is unpacked; the texts in its cells are held in memory."""
    archived_files: int = 1_000
    """Files in one archive."""

    def too_large(self, size: int, what: str) -> str:
        """Return why an archive that unpacks to ``size`` bytes is refused."""
        return _over(f"{what} unpacks to {mib(size)} MiB", self.unpacked, "UNPACKED_MIB")

    def too_large_workbook(self, size: int) -> str:
        return _over(f"this workbook unpacks to {mib(size)} MiB", self.workbook, "WORKBOOK_MIB")

    def too_many(self, count: int) -> str:
        return f"this archive has {count:,} files; {self._most_files}"

    @property
    def too_many_at_all(self) -> str:
        return f"this archive has too many files; {self._most_files}"

    @property
    def _most_files(self) -> str:
        return f"at most {self.archived_files:,} are read (ARCHIVED_FILES of CUSTOMER_MGMT)"


DEFAULTS = Limits()


def mib(size: int) -> str:
    """Return how many MiB a size is, rounded up."""
    return f"{-(-size // MIB):,}"


def _over(found: str, most: int, setting: str) -> str:
    return f"{found}; at most {mib(most)} MiB are read ({setting} of CUSTOMER_MGMT)"
