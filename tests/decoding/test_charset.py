"""A page's bytes are read in the charset they are in, whatever is declared."""

import json
import random

import opencc
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.evaluation import EVAL, MISSING
from bench.notices import make_case, write
from crawler.decoding.charset import decode_bytes
from crawler.model.outcomes import UnreadablePageError

NOTICE = (
    "2023年6月12日，市委第四巡察组巡察临溪区水务局党组工作动员会召开。会前，巡察组组长方立言同志主持召开见面沟通会，"
    "传达了市委关于巡察工作的部署要求。会上，方立言作了动员讲话，区水务局党组书记、局长韩承业主持会议并作表态发言。\n"
    "巡察组将在临溪区水务局工作45天左右，设专门值班电话：0799-6612345，接受来信来电来访。"
)
TRADITIONAL = opencc.OpenCC("s2t").convert(NOTICE)
PAGE = '<html><head><meta charset="{}"><title>通知</title></head><body><div class="a">{}</div></body></html>'

ENCODINGS = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "big5hkscs": "big5",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
}
HEADERS = {
    "right": None,
    "none": "text/html",
    "latin": "text/html; charset=ISO-8859-1",
    "wrong": "text/html;charset=utf-8",
    "gb": "text/html; charset=gb2312",
    "big5": "text/html; charset=Big5",
    "nonsense": "text/html; charset=hex",
}


def _text(codec: str) -> str:
    return TRADITIONAL if codec.startswith("big5") else NOTICE


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("codec", ENCODINGS)
def test_header_never_overrules_what_reads_as_chinese(codec: str, header: str) -> None:
    content_type = HEADERS[header] or f"text/html; charset={codec}"
    found = decode_bytes(_text(codec).encode(codec), content_type)
    assert (found.text, found.charset, found.bad_bytes) == (_text(codec), ENCODINGS[codec], 0)


@pytest.mark.parametrize("meta", ["utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "x-none"])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
def test_meta_is_evidence_only(codec: str, meta: str) -> None:
    page = PAGE.format(meta, _text(codec))
    found = decode_bytes(page.encode(codec), None)
    assert (found.text, found.charset, found.declared) == (page, ENCODINGS[codec], meta)


@pytest.mark.parametrize("drop", range(20, 140, 7))
@pytest.mark.parametrize("codec", ["gb18030", "big5hkscs"])
def test_lost_byte_costs_two_characters_at_most(codec: str, drop: int) -> None:
    text = _text(codec)
    body = text.encode(codec)
    found = decode_bytes(body[:drop] + body[drop + 1 :], None)
    assert found.charset == ENCODINGS[codec]
    kept = sum(char in found.text for char in set(text))
    assert kept >= len(set(text)) - 3
    assert found.text[-60:] == text[-60:]
    assert found.bad_bytes <= 2


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5hkscs"])
def test_cut_end_leaves_the_rest(codec: str, cut: int) -> None:
    found = decode_bytes(_text(codec)[:-1].encode(codec)[:-cut], None)
    assert found.charset == ENCODINGS[codec]
    assert found.text.startswith(_text(codec)[:-6])
    assert found.bad_bytes <= 1


def test_bad_bytes_are_counted_and_shown() -> None:
    found = decode_bytes(NOTICE.encode() + b"\xff\xfe\xff", None)
    assert (found.charset, found.bad_bytes, found.text.count("�")) == ("utf-8", 3, 3)


@pytest.mark.parametrize(
    "extra", ["镕䶮喆㛃", "\ue5e6\ue863", "𠮷𡈽", "€①⑴Ⅷ"], ids=["rare", "private", "astral", "signs"]
)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_rare_characters_survive(codec: str, extra: str) -> None:
    text = NOTICE[:40] + extra + NOTICE[40:]
    assert decode_bytes(text.encode(codec), "text/html; charset=gb2312").text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Le café déjà vu était très agréable, où l'été naît", "iso8859-1"),
        ("これは日本語のページです。会議が開かれました。", "shift_jis"),
        ("これは日本語のページです。会議が開かれました。", "euc_jp"),
        ("안녕하세요 한국어 페이지입니다 회의가 열렸습니다", "euc_kr"),
        ("Привет, это русская страница о погоде и новостях", "windows-1251"),
    ],
    ids=["french", "japanese-sjis", "japanese-euc", "korean", "russian"],
)
@pytest.mark.parametrize("unicode", [True, False], ids=["utf-8", "legacy"])
def test_foreign_pages_are_read_as_declared(text: str, codec: str, unicode: bool) -> None:
    codec = "utf-8" if unicode else codec
    assert decode_bytes(text.encode(codec), f"text/html; charset={codec}").text == text


@pytest.mark.parametrize("codec", ["shift_jis", "euc_jp", "euc_kr", "windows-1251"])
def test_foreign_pages_are_found_without_declaration(codec: str) -> None:
    text = {
        "s": "これは日本語のページです。会議が開かれました。",
        "e": "これは日本語のページです。会議が開かれました。",
        "w": "Привет, это русская страница о погоде и новостях",
    }[codec[0]]
    text = "안녕하세요 한국어 페이지입니다 회의가 열렸습니다" if codec == "euc_kr" else text
    assert decode_bytes(text.encode(codec), None).text == text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("koi8_r", "Комиссия провела сегодня заседание и обсудила новые вопросы проверки. "),
        ("cp866", "Комиссия провела сегодня заседание и обсудила новые вопросы проверки. "),
        ("cp1253", "Η επιτροπή συνεδρίασε σήμερα και ανακοίνωσε το νέο σχέδιο ελέγχου. "),
        ("cp1255", "הוועדה התכנסה היום והודיעה על תוכנית הביקורת החדשה. "),
        ("cp1256", "اجتمعت اللجنة اليوم وأعلنت عن خطة التفتيش الجديدة. "),
    ],
)
def test_what_none_of_our_codecs_reads_is_left_to_charset_normalizer(codec: str, text: str) -> None:
    assert decode_bytes(f"<p>{text * 6}</p>".encode(codec), None).text == f"<p>{text * 6}</p>"


@pytest.mark.parametrize("label", ["utf-8", "gb2312", None])
def test_ascii_page_takes_its_declaration(label: str | None) -> None:
    found = decode_bytes(b"<html><body>404</body></html>", label and f"text/html; charset={label}")
    assert (found.charset, found.bad_bytes) == ({"gb2312": "gb18030"}.get(label or "", "utf-8"), 0)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \r\n\t",
        b"%PDF-1.7\n%\xe2\xe3",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"GIF89a\x01",
        b"PK\x03\x04\x14\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x1f\x8b\x08\x00",
        bytes(range(1, 32)) * 9,
    ],
    ids=["empty", "blank", "pdf", "png", "jpeg", "gif", "zip", "doc", "gzip", "binary"],
)
def test_what_is_no_page_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadablePageError, match="the page is"):
        decode_bytes(body, "text/html")


def test_repr_does_not_hold_the_text() -> None:
    assert "巡察" not in repr(decode_bytes(NOTICE.encode(), None))


@settings(max_examples=100, deadline=None)
@given(
    seed=st.integers(0, 100_000),
    start=st.integers(0, 400),
    size=st.integers(20, 300),
    codec=st.sampled_from(list(ENCODINGS)),
)
def test_decoding_undoes_encoding(seed: int, start: int, size: int, codec: str) -> None:
    text = "\n".join(write(make_case(random.Random(seed)))[1])[start : start + size]
    text = opencc.OpenCC("s2tw").convert(text) if codec.startswith("big5") else text
    assume(len(text) >= 20)
    found = decode_bytes(text.encode(codec), None)
    assert (found.text, found.charset) == (text, ENCODINGS[codec])


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        found = decode_bytes(body, None)
    except UnreadablePageError as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert found.bad_bytes == found.text.count("\ufffd")


def test_bytes_that_read_as_nothing_are_refused() -> None:
    noise = bytes(random.Random(3).choices(range(0x81, 0xFF), k=4000))
    with pytest.raises(UnreadablePageError, match="no language"):
        decode_bytes(noise, "text/html; charset=gbk")


@pytest.mark.parametrize("unit", [b"\x81", b"\xd6", b"\xd6\xd0", b"\xff", b"<meta ", b"\xa1", b"\xe4\xb8", b" "])
def test_hostile_bytes_are_read_in_linear_time(unit: bytes) -> None:
    body = b"x" + unit * (200_000 // len(unit))
    assert decode_bytes(body, "text/html; charset=gbk").text.startswith("x")


FAMILY = {"gb2312": "gb18030", "gbk": "gb18030"}


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("declared", [None, "text/html; charset=ISO-8859-1"], ids=["as-served", "latin-header"])
def test_every_page_of_the_evaluation_is_in_its_charset(declared: str | None) -> None:
    pages = [json.loads(line) for line in (EVAL / "pages/index.jsonl").read_text("utf-8").splitlines()]
    wrong = []
    for page in pages:
        found = decode_bytes((EVAL / "pages" / page["path"]).read_bytes(), declared)
        if page["true_charset"] != "euc-tw" and found.charset != FAMILY.get(page["true_charset"], page["true_charset"]):
            wrong.append((page["path"], found.charset))
    assert len(pages) > 100
    assert wrong == []
