"""E-mails, postal addresses and postcodes of the team."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.fields.emails import read_emails
from crawler.extraction.fields.mailboxes import read_mailboxes, read_postcodes
from crawler.extraction.text.document import Document

EMAILS = {
    "plain": ("电子邮箱：xcz2@126.com", ["xcz2@126.com"]),
    "upper case": ("电子信箱：XCZ2@126.COM。", ["xcz2@126.com"]),
    "full-width sign": ("电子邮箱：xcz2＠126.com", ["xcz2@126.com"]),
    "full width": ("电子邮箱：ｘｃｚ２＠１２６．ｃｏｍ", ["xcz2@126.com"]),
    "blanks": ("举报邮箱　　xcz2 @ 126.com", ["xcz2@126.com"]),
    "glued label": ("邮箱xcz2@mail.hegu.edu.cn，信箱置于一楼", ["xcz2@mail.hegu.edu.cn"]),
    "written-out sign": ("邮箱：xcz2(at)126.com", ["xcz2@126.com"]),
    "hash with blanks": ("邮箱：xcz2 # 126.com（发送时将#换成@）", ["xcz2@126.com"]),
    "hash for the sign": ("邮箱：xcz2#126.com", ["xcz2@126.com"]),
    "Chinese full stop": ("邮箱：xcz2@126。com", ["xcz2@126.com"]),
    "hyphen and underscore": ("邮箱：xc-z_2@cee-hegu.com.cn", ["xc-z_2@cee-hegu.com.cn"]),
    "government": ("网上反映：xcz2@hg.gov.cn", ["xcz2@hg.gov.cn"]),
    "two": ("邮箱：a1@163.com、b2@163.com", ["a1@163.com", "b2@163.com"]),
    "submissions": ("投稿邮箱：tougao@163.com", []),
    "commission": ("邮箱：xcz2@126.com。县纪委监委监督邮箱：jw@126.com", ["xcz2@126.com"]),
    "misconduct": ("如发现巡察组人员违纪，请拨打电话或发送邮件至jw@126.com", []),
    "footer": ("主办：县纪委监委　投稿邮箱：jw@126.com", []),
}
MAILBOXES = {
    "numbered after the box": ("（一）信件：寄往河谷市邮政信箱第58号，邮编：250000", ["河谷市邮政信箱第58号"]),
    "material by post": ("邮寄材料：河谷县行政中心1103室，邮编：730900。", ["河谷县行政中心1103室"]),
    "list": (
        "邮政信箱分别为河谷市A519号信箱、河谷市A619号信箱和河谷市A719号信箱，邮编均为114000。",
        ["河谷市A519号信箱", "河谷市A619号信箱", "河谷市A719号信箱"],
    ),
    "list with teams in brackets": (
        "邮政信箱：河谷市101号信箱（第一组）、河谷市102号信箱（第二组）。",
        ["河谷市101号信箱", "河谷市102号信箱"],
    ),
    "list led by teams": (
        "邮政信箱：第一组：河谷市101号信箱；第二组：河谷市102号信箱。",
        ["河谷市101号信箱", "河谷市102号信箱"],
    ),
    "letters handed in": (
        "信件投递：河谷市新华街宏福小区东侧盟委巡察办，邮编026000。",
        ["河谷市新华街宏福小区东侧盟委巡察办"],
    ),
    "a street under 信箱": ("统一信箱：河谷县平安东街88号县委巡察办，邮编072250。", ["河谷县平安东街88号县委巡察办"]),
    "in brackets after its label": ("邮政信箱（河谷县1111号邮政信箱，邮编272600）", ["河谷县1111号邮政信箱"]),
    "postcode first": ("来信请寄：（114000）河谷市人民路12号", ["河谷市人民路12号"]),
    "headings in the first column": (
        "组别 | 第一巡察组 | 第二巡察组\n邮政信箱 | 河谷市1号信箱 | 河谷市2号信箱\n邮编 | 114000 | 114001",
        ["河谷市1号信箱", "河谷市2号信箱"],
    ),
    "bars at both ends": (
        (
            "| 组别 | 单位 | 邮政信箱 | 邮编 |\n| 第一巡察组 | 甲局 | 河谷市1号邮政信箱 | 114000 |\n"
            "| | 乙局 | 河谷市2号邮政信箱 | 114000 |"
        ),
        ["河谷市1号邮政信箱", "河谷市2号邮政信箱"],
    ),
    "post office box": ("邮政信箱：河谷市第6003号邮政专用信箱。", ["河谷市第6003号邮政专用信箱"]),
    "lettered box": ("专门邮政信箱：江南省河谷市A103号邮政信箱，电子信箱：a@163.com", ["江南省河谷市A103号邮政信箱"]),
    "postcode in brackets": ("专用邮政信箱：河谷市第361邮政信箱(邮编361100)", ["河谷市第361邮政信箱"]),
    "postcode after comma": ("联系信箱：河谷市第019号信箱，邮编750001", ["河谷市第019号信箱"]),
    "nested label": (
        "开设专门邮政信箱（寄信地址：河谷市A003号专用邮政信箱，邮编：321015）",
        ["河谷市A003号专用邮政信箱"],
    ),
    "please send": ("来信请寄：河谷市邮政局1806信箱，邮编：101500；", ["河谷市邮政局1806信箱"]),
    "please send without colon": ("来信请寄河谷市A072号邮政专用信箱（邮编：471000）", ["河谷市A072号邮政专用信箱"]),
    "street address": (
        "邮寄地址：河谷市人民路与大桥路交叉口某宾馆3号楼3206室",
        ["河谷市人民路与大桥路交叉口某宾馆3号楼3206室"],
    ),
    "letters' address": ("来信地址：河谷市建设大道114号林业局306室  邮编445000", ["河谷市建设大道114号林业局306室"]),
    "correspondence": ("通讯地址：河谷市天桥区东路8号B座913室（邮政编码：510630）", ["河谷市天桥区东路8号B座913室"]),
    "addressee": ("来信地址：河谷市梓园路86号 县委第二巡察组 收", ["河谷市梓园路86号"]),
    "addressee glued": (
        "来信寄：河谷市松林东路154号5号楼208室 市委第一巡察组收 325200",
        ["河谷市松林东路154号5号楼208室"],
    ),
    "addressee with comma": (
        "来信统一寄送：河谷市卧牛路999号9号楼附楼，省委巡视组（请注明组别）收",
        ["河谷市卧牛路999号9号楼附楼"],
    ),
    "addressee without blank": ("来信请寄：河谷市松林东路154号县委第三巡察组收", ["河谷市松林东路154号"]),
    "plain address beside the team": (
        "地　　址：河谷市东风二路60号3楼 市委第三巡察组办公室",
        ["河谷市东风二路60号3楼"],
    ),
    "letter label": ("来信：河谷县文化路30号1号楼301室 县委第一巡察组（收）", ["河谷县文化路30号1号楼301室"]),
    "address of the team": ("巡察组地址：河谷县金源北路老供销大厦四楼，邮编211700", ["河谷县金源北路老供销大厦四楼"]),
    "letters sent to": ("信件邮寄至河谷市人民路12号（请注明“巡察组收”）", ["河谷市人民路12号"]),
    "blank as link": ("来信地址　　河谷市梓园路86号住院楼 1907室", ["河谷市梓园路86号住院楼 1907室"]),
    "column": (
        "巡视组 | 值班电话 | 邮政信箱\n第一巡视组 | 010-68501234 | 河谷市邮政局西城区A11103号邮政专用信箱",
        ["河谷市邮政局西城区A11103号邮政专用信箱"],
    ),
    "two": ("来信地址：河谷市人民路1号；邮政信箱：河谷市第5号信箱。", ["河谷市人民路1号", "河谷市第5号信箱"]),
    "full width": ("邮政信箱：河谷市第６００３号信箱", ["河谷市第６００３号信箱"]),
    "visits": ("来访接待地点：区行政中心2号楼518室", []),
    "where the team stays": ("巡视组驻地设在河谷市天桥东路8号北塔", []),
    "box": ("联系信箱：局机关一楼大厅左侧、家属区门卫室", []),
    "box set up": ("信箱设置：松林东路社区服务中心门口", []),
    "e-mail": ("电子信箱：a@163.com", []),
    "footer": ("健康热线：0775-2661234　地址：河谷市大桥路495号", []),
    "footer with postcode": ("版权所有 河谷县纪委监委 地址：河谷县大桥路1号 邮编：123456", []),
    "talk of boxes": ("开设电子信箱、邮政信箱，受理来信。", []),
}
POSTCODES = {
    "for all": ("邮政信箱：河谷市1号信箱，邮编均为114000。", ["114000"]),
    "list": ("邮编分别为114000、114001。", ["114000", "114001"]),
    "in brackets after the address": ("来信：河谷市新华街A08信箱（114000）", ["114000"]),
    "comma after the address": ("邮寄地址：河谷县人民路3号行政中心北楼607，114000", ["114000"]),
    "before the address": ("来信请寄：（114000）河谷市人民路12号", ["114000"]),
    "a number after the address": ("来信地址：河谷市人民路12号，11400012", []),
    "label": ("邮编：321015", ["321015"]),
    "label in brackets": ("（邮政编码：510630）", ["510630"]),
    "glued": ("某楼，邮编211700，电话", ["211700"]),
    "spread": ("邮　　编　　410007", ["410007"]),
    "full width": ("邮编：３２１０１５", ["321015"]),
    "after the addressee": ("市委第一巡察组收 325200", ["325200"]),
    "column": ("巡察组 | 邮编\n第一巡察组 | 325200", ["325200"]),
    "footer": ("版权所有 河谷县纪委监委 邮编：123456", []),
    "other number": ("受理号：321015", []),
}


def _doc(text: str) -> Document:
    return Document(title="", text=text)


@pytest.mark.parametrize(("text", "values"), EMAILS.values(), ids=list(EMAILS))
def test_emails(text: str, values: list[str]) -> None:
    assert [found.value for found in read_emails(_doc(text))] == values


@pytest.mark.parametrize(("text", "values"), MAILBOXES.values(), ids=list(MAILBOXES))
def test_mailboxes(text: str, values: list[str]) -> None:
    doc = _doc(text)
    found = read_mailboxes(doc)
    assert [value.value for value in found] == values
    assert [doc.read(value.spans[0]) for value in found] == values


@pytest.mark.parametrize(("text", "values"), POSTCODES.values(), ids=list(POSTCODES))
def test_postcodes(text: str, values: list[str]) -> None:
    assert [found.value for found in read_postcodes(_doc(text))] == values


@given(st.from_regex(r"[a-z][a-z0-9]{1,10}@(126|163|sina)\.com", fullmatch=True))
def test_an_address_in_full_width_is_the_same(address: str) -> None:
    wide = "".join(chr(ord(mark) + 0xFEE0) for mark in address)
    assert [found.value for found in read_emails(_doc(f"邮箱：{wide}。"))] == [address]
