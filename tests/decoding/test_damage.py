"""Damage done before a page was sent is seen, and mended where nothing is lost; damage beside the article is none."""

import pytest

from crawler.decoding.charset import decode_bytes
from crawler.decoding.damage import find_damage, is_garbled, mend_encoding
from crawler.model.outcomes import UnreadablePageError
from tests.decoding.made import BODY, FIRST, SECOND, TEXT, THIRD, TITLE, make_html, read

PAGE = make_html()


def question(text: str) -> str:
    """The text as a program without Chinese writes it."""
    return text.encode("ascii", "replace").decode()


def latin(text: str, codec: str = "latin-1") -> str:
    """UTF-8 read as a western encoding, the bytes Windows-1252 does not know as they are."""
    return "".join(
        bytes((byte,)).decode(codec) if codec == "latin-1" or byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )


QUESTIONED = {
    "all of it": make_html(
        question(BODY), title=question(TITLE), info=f"<div>{question('发布时间：2025-04-03')}</div>"
    ),
    "the text alone": make_html(question(BODY)),
    "one paragraph": make_html(f"<p>{FIRST}</p><p>{question(SECOND)}</p><p>{THIRD}</p>"),
    "the title alone": make_html(title=question(TITLE)),
    "wide question marks": make_html(question(BODY).replace("?", "？")),
}


@pytest.mark.parametrize("html", QUESTIONED.values(), ids=QUESTIONED)
def test_question_marks_for_characters_are_damage(html: str) -> None:
    with pytest.raises(UnreadablePageError, match="damaged before it was sent"):
        read(html)


@pytest.mark.parametrize(
    "text", ["为什么？？", "谁来监督监督者???", "（？）", "目录……………………………3", "····", "——", "Å·José·Ñandú"]
)
def test_odd_signs_are_no_damage(text: str) -> None:
    page = read(make_html(BODY + f"<p>{text}。</p>"))
    assert page.text == f"{TEXT}\n{text}。"


@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_what_was_encoded_twice_is_mended_and_said(codec: str) -> None:
    page = read(latin(PAGE, codec))
    assert (page.title, page.text) == (TITLE, TEXT)
    assert (page.published_at, page.source) == ("2025-04-03", "云岭市纪委监委")
    assert [proof.rule for proof in page.evidence if proof.field == "charset"] == ["charset.encoded-twice"]


def test_a_text_encoded_twice_in_a_sound_page_is_mended() -> None:
    assert read(make_html(latin(BODY))).text == TEXT


def test_gb_bytes_taken_for_latin_are_mended() -> None:
    page = read(PAGE.encode("gb18030").decode("latin-1"))
    assert (page.title, page.text) == (TITLE, TEXT)


@pytest.mark.parametrize("lost", ["\xa0", "\x8d", "\xad"])
def test_what_was_encoded_twice_with_losses_is_damage(lost: str) -> None:
    """A blank for one of the bytes, as after a copy by hand."""
    broken = latin(BODY).replace("\x80", " ").replace("\x9c", "").replace(lost, " ")
    with pytest.raises(UnreadablePageError):
        read(make_html(broken))


@pytest.mark.parametrize(
    "text", [PAGE, "Le café déjà vu était très agréable, où l'été naît; señor Ñandú, Ångström", ""]
)
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert mend_encoding(text) == (text, None)
    assert find_damage(text) is None


def test_losses_beside_the_article_condemn_nothing() -> None:
    foot = "<div class=footer>" + "版权所有 云岭市纪委监委 技术支持" + "</div>"
    body = make_html(after="").encode() + foot.encode("gb18030") * 3
    page = read(body)
    assert page.text == TEXT
    assert page.bad_bytes > 20


@pytest.mark.parametrize("broken", [FIRST[:20], SECOND, THIRD])
def test_losses_in_the_article_do(broken: str) -> None:
    body = make_html().encode().replace(broken.encode(), broken.encode("gb18030"))
    with pytest.raises(UnreadablePageError, match="could not be decoded"):
        read(body)


TITLES = {
    "the page's in question marks": (question(TITLE), TITLE),
    "the listing's in question marks": (TITLE, question(TITLE)),
    "the listing's lost": (TITLE, "\ufffd" * 12),
    "the listing's in Latin": (TITLE, "ÊÐÎ¯µÚ¶þÑ²²ì×é"),
}


@pytest.mark.parametrize(("own", "listed"), TITLES.values(), ids=TITLES)
def test_a_title_that_is_readable_in_one_place_only_is_damage(own: str, listed: str) -> None:
    with pytest.raises(UnreadablePageError, match="damaged"):
        read(make_html(title=own), listing_title=listed)


@pytest.mark.parametrize("listed", [TITLE, TITLE[:9] + "...", "关于进驻的公告", "Notice of the inspection"])
def test_titles_that_merely_differ_are_none(listed: str) -> None:
    assert read(PAGE, listing_title=listed).title == TITLE


@pytest.mark.parametrize("title", ["????????", "巡??????", "\ufffd\ufffd\ufffd\ufffd\ufffd", "ÊÐÎ¯ 5"])
def test_garbled_titles(title: str) -> None:
    assert is_garbled(title)


@pytest.mark.parametrize("title", [TITLE, "为什么???", "Café", "?", "", "巡察组进驻???"])
def test_titles_that_are_not_garbled(title: str) -> None:
    assert not is_garbled(title)


FEW = ["<p>Café · Office » 12.</p>", "<p>© 2025 Müller</p>", "<p>a·b</p>", "<title>é</title>"]


@pytest.mark.parametrize("html", FEW)
def test_few_signs_in_declared_utf_8_are_read_as_declared(html: str) -> None:
    found = decode_bytes(f"<meta charset=utf-8>{html}".encode(), None)
    assert (found.charset, found.bad_bytes) == ("utf-8", 0)
    assert found.text.endswith(html)
