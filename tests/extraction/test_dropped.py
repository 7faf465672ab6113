"""What fails the shape check of its type is named, with the rule; what is published never is."""

import pytest

from crawler.extraction.fields.contacts import read_contacts
from crawler.extraction.fields.dropped import list_dropped
from crawler.extraction.text.document import Document

UNFIT = {
    "a day": ("县委第三巡察组值班电话：20240612（自该日起）。", "contacts/phones", "20240612"),
    "a class of units": ("县委第三巡察组在各被巡察单位设置意见箱。", "contacts/boxes", "各被巡察单位"),
    "ways of contact": (
        "县委第三巡察组来信地址：欢迎广大干部群众积极反映情况。",
        "contacts/mailboxes",
        "欢迎广大干部群众积极反映情况",
    ),
}


@pytest.mark.parametrize(("text", "field", "words"), UNFIT.values(), ids=list(UNFIT))
def test_what_is_dropped_is_named(text: str, field: str, words: str) -> None:
    doc = Document(title="", text=text)
    assert [(where, found.value) for where, found in list_dropped(doc)] == [(field, words)]
    found = read_contacts(doc)
    assert (found.phones, found.boxes, found.mailboxes) == ((), (), ())


def test_a_whole_notice_drops_nothing() -> None:
    text = (
        "县委第三巡察组值班电话：0551-62345678，邮政信箱：合肥市A103号邮政信箱，邮编230000，"
        "在县政府一楼大厅设置意见箱。"
    )
    assert list_dropped(Document(title="", text=text)) == ()
