"""Packages do real work: each gives something here that fails, by name, once the package is taken away."""

import subprocess
import sys

import pytest

TOLD = """
from datetime import datetime
from crawler.decoding.told_days import find_told_day
from crawler.model.times import BEIJING
print(find_told_day("昨天 10:20", datetime(2026, 11, 24, 9, tzinfo=BEIJING)).value)
"""
PRINTED = """
from crawler.decoding.moments import read_moment
import crawler.decoding.page, crawler.readers
print(read_moment("2026-11-23 10:20"))
"""
SELECTED = """
from crawler.decoding.markup import parse_html
from crawler.decoding.selection import select_text
print(select_text(parse_html("<meta name=day content=2026-11-23>").tree, "meta[name=day]::attr(content)"))
"""
FOREIGN = """
from crawler.decoding.charset import decode_bytes
text = "Комиссия провела сегодня заседание и обсудила новые вопросы проверки. " * 6
print(decode_bytes(text.encode("koi8_r"), None).text == text)
"""
PHONES = """
from crawler.extraction.fields.phones import read_phones
from crawler.extraction.text.document import Document
doc = Document(title=None, text="县委第一巡察组值班电话：010-62345678，0100-1234567。")
print([found.value.number for found in read_phones(doc)])
"""
WORK = {
    "parsel": (SELECTED, "2026-11-23"),
    "charset_normalizer": (FOREIGN, "True"),
    "phonenumbers": (PHONES, "['010-62345678']"),
    "dateparser": (TOLD, "2026-11-23T10:20:00+08:00"),
}


def run(code: str, without: str | None = None) -> subprocess.CompletedProcess[str]:
    block = f"import sys; sys.modules[{without!r}] = None\n" if without else ""
    command = [sys.executable, "-c", block + code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("package", WORK)
def test_a_package_gives_what_only_it_gives(package: str) -> None:
    code, expected = WORK[package]
    assert run(code).stdout.strip() == expected
    failed = run(code, without=package)
    assert failed.returncode != 0
    assert package in failed.stderr.splitlines()[-1]


def test_a_printed_day_needs_no_dateparser() -> None:
    assert run(PRINTED, without="dateparser").stdout.strip() == "2026-11-23T10:20:00+08:00"
