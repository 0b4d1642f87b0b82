"""Files in ZIP archives: read as if they had been unpacked, refused with a reason where they cannot be."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from saleor_customer_mgmt.importers import FileRefused, OrderRead, open_orders, plan_files
from saleor_customer_mgmt.importers.limits import Limits
from tests.importers.packing import pack, pack_as
from tests.samples import Sample, aupay, rakuten, yahoo
from tests.samples.every import SAMPLES

every_sample = pytest.mark.parametrize("sample", [pytest.param(each, id=each.format) for each in SAMPLES])

ORDERS = "source,order_number,name\nsaleor,1,山田太郎\n".encode()


def contents(sample: Sample) -> dict[str, bytes]:
    return {table.file_name: table.text().encode(table.encoding) for table in sample.tables}


@every_sample
def test_every_format_in_an_archive(sample: Sample, tmp_path: Path):
    plain = list(open_orders(sample.write(tmp_path)))
    path = pack(tmp_path / "orders.zip", contents(sample))
    packed = list(open_orders([path]))
    assert [item.facts for item in packed if isinstance(item, OrderRead)] == sample.expected
    assert [item.rows for item in packed] == [
        tuple((f"orders.zip/{file}", line) for file, line in item.rows) for item in plain
    ]


def test_folders_and_what_systems_add(tmp_path: Path):
    orders, items = contents(yahoo.SAMPLE).values()
    path = pack(
        tmp_path / "yahoo.zip",
        {
            "2024/": b"",
            "2024/items.csv": items,
            "2024/01/orders.csv": orders,
            "__MACOSX/2024/01/._orders.csv": b"\0\5\26\7",
            "2024/.DS_Store": b"\0",
            "2024/._items.csv": b"\0",
            "Thumbs.db": b"\0",
            "invoice.pdf": b"%PDF-1.7",
        },
    )
    reading = open_orders([path])
    assert [item.facts for item in reading if isinstance(item, OrderRead)] == yahoo.SAMPLE.expected
    assert sorted(reading.encodings) == ["yahoo.zip/2024/01/orders.csv", "yahoo.zip/2024/items.csv"]


@pytest.mark.parametrize("codec", ["cp932", "utf-8"])
def test_japanese_names_of_files(tmp_path: Path, codec: str):
    """Windows writes them in CP932, macOS in UTF-8; neither says so."""
    path = pack_as(tmp_path / "z.zip", "受注データ_表示.csv".encode(codec), ORDERS)
    assert list(open_orders([path]).encodings) == ["z.zip/受注データ_表示.csv"]


def test_a_name_that_says_that_it_is_utf_8(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {"受注.csv": ORDERS})
    assert list(open_orders([path]).encodings) == ["z.zip/受注.csv"]


def test_names_are_shown_and_never_used(tmp_path: Path):
    folder = tmp_path / "deep"
    folder.mkdir()
    names = ["../../evil.csv", "/abs.csv", "a\\b.csv", "line\nend.csv", f"{'long' * 99}.csv"]
    numbers = range(len(names))
    path = pack(
        folder / "z.zip",
        {name: ORDERS.replace(b",1,", b",%d," % n) for name, n in zip(names, numbers, strict=True)},
    )
    before = sorted(tmp_path.rglob("*"))
    reading = open_orders([path])
    assert len(list(reading)) == len(names)
    shown = list(reading.encodings)
    assert shown[:4] == ["z.zip/../../evil.csv", "z.zip/abs.csv", "z.zip/a/b.csv", "z.zip/line\ufffdend.csv"]
    assert len(shown[4]) == 200
    assert shown[4].startswith("z.zip/longlong")
    assert shown[4].endswith("longlong.csv")
    assert sorted(tmp_path.rglob("*")) == before


def test_files_of_one_name_are_told_apart(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for number, folder in enumerate("ab"):
        (tmp_path / folder / "orders.csv").write_bytes(ORDERS.replace(b",1,", b",%d," % number))
    reading = open_orders([tmp_path / "a" / "orders.csv", tmp_path / "b" / "orders.csv"])
    assert [item.rows for item in reading] == [(("orders.csv", 2),), (("orders (2).csv", 2),)]


def test_an_archive_among_files(tmp_path: Path):
    orders, items = yahoo.SAMPLE.write(tmp_path)
    path = pack(tmp_path / "items.zip", {"items.csv": items.read_bytes()})
    assert plan_files([orders, path]) == [[orders, path]]
    assert [item.facts for item in open_orders([path, orders]) if isinstance(item, OrderRead)] == (
        yahoo.SAMPLE.expected
    )


def test_files_of_several_formats_in_one_archive_are_refused(tmp_path: Path):
    path = pack(tmp_path / "all.zip", contents(rakuten.SAMPLE) | contents(aupay.SAMPLE))
    reason = (
        r"^all\.zip/aupay\.csv: this file \(au PAY マーケット\) is not read together with "
        r"all\.zip/rakuten\.csv \(Rakuten RMS\); import them one after the other$"
    )
    with pytest.raises(FileRefused, match=reason):
        open_orders([path])
    assert plan_files([path]) == [[path]]


def test_an_archive_with_a_password(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {"orders.csv": ORDERS}, flags=0x1)
    with pytest.raises(FileRefused) as refused:
        open_orders([path])
    told = "z.zip/orders.csv: protected by a password; unpack it, and pack it again without one"
    assert str(refused.value) == told


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "z.zip: the archive is empty"),
        ({"folder/": b""}, "z.zip: the archive is empty"),
        (
            {"a.pdf": b"x", "b.jpg": b"x"},
            "z.zip: there is no table (CSV, text, Excel) in this archive, only a.pdf, b.jpg",
        ),
        (
            {"orders.csv": ORDERS, "more.zip": b"x"},
            "z.zip/more.zip: an archive within an archive; unpack it first",
        ),
        ({"orders.csv": b"PK\x03\x04"}, "z.zip/orders.csv: this is an archive that cannot be read here"),
        ({"orders.csv": ORDERS, "b.csv": b""}, "z.zip/b.csv: the file is empty"),
        ({"orders.csv": ORDERS, "b.csv": b"a,b\n1,2\n"}, "z.zip/b.csv, line 1: not an order file of a known"),
        ({"old.xls": b"\xd0\xcf\x11\xe0" + b"\0" * 99}, "z.zip/old.xls: this is an old Excel workbook"),
    ],
)
def test_archives_that_are_refused(tmp_path: Path, files: dict[str, bytes], told: str):
    with pytest.raises(FileRefused) as refused:
        open_orders([pack(tmp_path / "z.zip", files)])
    assert str(refused.value).startswith(told)


def test_an_archive_that_unpacks_to_too_much(tmp_path: Path):
    """A bomb: a thousand times what it seems. It is refused by what it says of itself."""
    path = pack(tmp_path / "z.zip", {"orders.csv": ORDERS + b"\n" * 5_000_000})
    assert path.stat().st_size < 10_000
    with pytest.raises(FileRefused) as refused:
        open_orders([path], limits=Limits(unpacked=4 << 20))
    told = "z.zip: this archive unpacks to 5 MiB; at most 4 MiB are read (UNPACKED_MIB of CUSTOMER_MGMT)"
    assert str(refused.value) == told
    assert len(list(open_orders([path], limits=Limits(unpacked=5 << 20)))) == 1


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {"orders.csv": ORDERS + b"\n" * 5_000_000})
    size = len(ORDERS) + 5_000_000
    lie = path.read_bytes().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(lie)
    with pytest.raises(FileRefused, match=r"^z\.zip/orders\.csv: the archive is damaged"):
        list(open_orders([path], limits=Limits(unpacked=4 << 20)))


def test_several_archives_have_one_limit(tmp_path: Path):
    paths = [pack(tmp_path / f"{n}.zip", {"a.csv": ORDERS + b"\n" * 3_000_000}) for n in range(2)]
    limits = Limits(unpacked=4 << 20)
    assert len(list(open_orders(paths[:1], limits=limits))) == 1
    with pytest.raises(FileRefused, match=r"unpacks to 6 MiB; at most 4 MiB .* \(UNPACKED_MIB of CUSTOMER"):
        open_orders(paths, limits=limits)


def test_an_archive_of_too_many_files(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {f"{n}.csv": ORDERS for n in range(4)})
    with pytest.raises(FileRefused) as refused:
        open_orders([path], limits=Limits(archived_files=3))
    told = "z.zip: this archive has 4 files; at most 3 are read (ARCHIVED_FILES of CUSTOMER_MGMT)"
    assert str(refused.value) == told


def test_a_directory_that_would_fill_memory_is_not_read(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {f"{n:0200}.csv": b"" for n in range(50)})
    with pytest.raises(FileRefused) as refused:
        open_orders([path], limits=Limits(archived_files=2))
    told = "z.zip: this archive has too many files; at most 2 are read (ARCHIVED_FILES of CUSTOMER_MGMT)"
    assert str(refused.value) == told


def test_a_method_of_packing_that_is_not_known(tmp_path: Path):
    path = pack(tmp_path / "z.zip", {"orders.csv": ORDERS})
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        data[data.find(mark) + at] = 9
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="packed by a method that is not read here") as refused:
        open_orders([path])
    assert refused.value.file == "z.zip/orders.csv"


def test_damage_that_shows_late_gives_out_nothing(tmp_path: Path):
    """The checksum stands behind the last byte: not one order of the file may have been given out before."""
    rows = "".join(f"saleor,{n},山田{random.Random(n).random()}\n" for n in range(20_000))
    path = pack(tmp_path / "z.zip", {"orders.csv": f"source,order_number,name\n{rows}".encode()})
    with zipfile.ZipFile(path) as archive:
        info = archive.infolist()[0]
        checksum = info.CRC.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(checksum, b"\1\2\3\4"))
    reading = iter(open_orders([path]))
    with pytest.raises(FileRefused, match="the archive is damaged; download or pack it again"):
        next(reading)
