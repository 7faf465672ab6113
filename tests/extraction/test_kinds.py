"""The kind of a notice, over the shapes in which meetings, announcements and look-alikes are printed."""

from datetime import UTC, datetime

import pytest

from crawler.extraction.notice import extract_facts
from crawler.model.items import Page

CASES: dict[str, tuple[str, str, str]] = {
    "held-plain": (
        "mobilization",
        "县委第七巡察组巡察县粮食局动员会召开",
        "5月6日，县委第七巡察组巡察县粮食局动员会召开。组长韩立本作动员讲话。",
    ),
    "held-after-comma": (
        "mobilization",
        "巡察来了",
        "5月6日上午，区委第二巡察组巡察区统计局、区档案馆动员会，在区政务中心三楼一并举行。",
    ),
    "round-held-at-its-units": (
        "mobilization",
        "区委第四轮巡察对三家公司开展巡察 各组动员会陆续召开",
        ("3月3日至4日，区委第四轮巡察的各巡察组陆续在三家公司召开动员会，组长们分别作了动员讲话。\n"
        "区委第一巡察组（组长：石可）——区水务集团；\n区委第二巡察组（组长：路敏）——区城投公司；"),
    ),
    "held-without-title": (
        "mobilization",
        "",
        "市委第三巡察组巡察市园林局党组进驻动员会今天召开，局长田可主持并表态。",
    ),
    "unit-receives-team": (
        "mobilization",
        "我院迎来市委巡察",
        "6月1日，市委第一巡察组进驻市中医院并召开动员会。院党委书记白云主持会议并作表态发言。",
    ),
    "agenda-labels": (
        "mobilization",
        "区委巡察一组来到区残联",
        ("时间：3月3日上午\n地点：区残联一楼\n内容：区委第一巡察组巡察区残联党组动员会\n主持：区残联理事长汪宁\n"
        "讲话：组长邱成\n电话：0512-66012345"),
    ),
    "agenda-theme": (
        "mobilization",
        "巡察进行时",
        ("【会议名称】县委第四巡察组巡察县供电公司动员会\n【会议时间】2021年4月2日\n【主持人】县供电公司经理冯远\n"
        "【动员讲话】组长罗启\n【表态发言】县供电公司经理冯远\n举报电话：0731-85550101"),
    ),
    "questions": (
        "mobilization",
        "巡察组进驻，这些你要知道",
        ("什么时候来的？\n4月8日，县委第一巡察组进驻县医保局，当天开了动员会。\n谁讲话？\n组长于海作动员讲话。\n"
        "谁表态？\n县医保局局长曾晓。\n电话是多少？\n0558-5512345"),
    ),
    "table-of-days": (
        "mobilization",
        "区委各巡察组陆续到岗",
        ("各组动员会安排如下，现已全部开完：\n巡察组 | 被巡察单位 | 动员会日期 | 地点\n"
        "区委第一巡察组 | 区司法局 | 8月1日 | 四楼会议室\n区委第二巡察组 | 区妇联 | 8月2日 | 二楼会议室"),
    ),
    "table-met-first": (
        "mobilization",
        "县委巡察组进驻到位",
        ("动员会 | 时间 | 地点\n县委第一巡察组巡察县林场 | 8月1日 | 场部\n县委第二巡察组巡察县种子站 | 8月2日 | 站内\n"
        "动员会上，两个组的组长作了动员讲话，被巡察单位负责人表态。"),
    ),
    "at-the-meeting": (
        "mobilization",
        "县委第二巡察组进驻县气象局",
        "县委第二巡察组近日进驻县气象局。动员会上，组长马德作动员讲话，局长文兰主持会议并表态。电话：0830-2345678。",
    ),
    "speeches-only": (
        "mobilization",
        "县委第二巡察组进驻县气象局",
        "县委第二巡察组对县气象局开展巡察。进驻动员会由局长文兰主持。组长马德作动员讲话。文兰作表态发言。",
    ),
    "several-units": (
        "mobilization",
        "市委巡察组完成进驻",
        "3月2日至4日，市委第一、第二巡察组分别在市商务局、市体育局召开进驻动员会，各组组长作动员讲话。",
    ),
    "village": (
        "mobilization",
        "镇里来了巡察组",
        "县委第九巡察组巡察红岭镇石桥村党支部动员会在村部举行，村书记主持会议，组长何宽作动员讲话。",
    ),
    "central": (
        "mobilization",
        "中央第二巡视组巡视工商银行党委工作动员会召开",
        "9月3日，中央第二巡视组巡视工商银行党委工作动员会召开。",
    ),
    "meeting-with-contacts": (
        "mobilization",
        "县委巡察三组入驻县工商联",
        ("5月6日，县委巡察三组巡察县工商联见面会在县工商联会议室召开。组长齐放作动员讲话。\n"
        "联系电话：0393-4412345\n信箱：县纪委大门口\n受理时间：工作日8:00至18:00"),
    ),
    "public-notice": (
        "announcement",
        "关于县委第一巡察组巡察县林业局的公告",
        "县委第一巡察组对县林业局开展巡察，时间为3月1日至5月1日。电话：0393-4412345。",
    ),
    "public-notice-untitled": (
        "announcement",
        "",
        ("巡察公告\n根据县委统一部署，县委第一巡察组自3月1日起进驻县林业局开展巡察。\n"
        "一、巡察时间：3月1日至5月1日\n二、联系电话：0393-4412345"),
    ),
    "contacts-list": (
        "announcement",
        "十二届县委第三轮巡察各组联系方式公布",
        "县委第一巡察组 | 县林业局 | 0393-4412345\n县委第二巡察组 | 县农机局 | 0393-4412346",
    ),
    "label-page": (
        "announcement",
        "县委巡察",
        "【巡察组】县委第一巡察组\n【巡察对象】县林业局\n【巡察时间】3月1日至5月1日\n【联系电话】0393-4412345",
    ),
    "entry-without-meeting": (
        "announcement",
        "省委第四巡视组进驻海州市",
        "省委第四巡视组日前进驻海州市开展常规巡视，为期两个月。值班电话：0518-85501234。",
    ),
    "entry-of-teams": (
        "announcement",
        "七个巡察组完成进驻",
        "截至3月4日，五届市委第二轮巡察的7个巡察组完成进驻，将开展为期45天的巡察。",
    ),
    "meeting-to-come": (
        "announcement",
        "县委第三巡察组即将进驻县教体局",
        "县委第三巡察组将于3月9日进驻县教体局，届时将召开动员会。电话：0393-4412345。",
    ),
    "round-meeting": (
        "deployment",
        "全县巡察工作动员部署会召开",
        "3月1日，全县巡察工作动员部署会召开。县委书记秦广出席并讲话。",
    ),
    "round-meeting-with-training": (
        "deployment",
        "区委召开第五轮巡察动员部署会暨培训会",
        "3月1日，区委第五轮巡察动员部署会暨培训会召开，各巡察组组长参加。",
    ),
    "round-meeting-with-pledge": (
        "deployment",
        "六届区委第三轮巡察动员部署会召开",
        "3月1日，六届区委第三轮巡察动员部署会召开。第一巡察组组长代表巡察组发言，被巡察单位代表作表态发言。",
    ),
    "work-conference": (
        "deployment",
        "市委巡察工作会议召开",
        "4月9日，市委巡察工作会议召开，总结上一轮巡察，部署下一步工作。",
    ),
    "feedback": (
        "feedback",
        "县委第一巡察组向县林业局反馈巡察情况",
        "5月6日，县委第一巡察组向县林业局党组反馈巡察情况。组长作反馈讲话，局长主持会议并表态。",
    ),
    "rectification": (
        "rectification",
        "县林业局召开巡察整改动员会",
        "5月6日，县林业局召开县委第一巡察组反馈意见整改动员会，局长讲话。",
    ),
    "pre-meeting": (
        "other",
        "县委第一巡察组与县林业局召开见面沟通会",
        "3月1日，县委第一巡察组与县林业局召开见面沟通会，对接进驻前的准备工作。进驻动员会定于3月6日召开。",
    ),
    "pre-meeting-before": (
        "other",
        "县林业局召开巡察进驻前工作沟通会",
        "3月1日，县委第一巡察组到县林业局召开进驻前沟通会。",
    ),
    "other-topic": ("other", "县残联召开残疾人就业动员会", "3月1日，县残联召开动员会，理事长汪宁主持会议。"),
    "supervision-team": (
        "other",
        "安全生产督导组进驻动员会召开",
        "3月1日，省安全生产第三督导组进驻海州市动员会召开，组长作动员讲话。",
    ),
    "personnel": (
        "other",
        "县委组织部关于拟任职干部的任前公示",
        "韩立本，男，现任县委第一巡察组组长，拟任县林业局党组书记。",
    ),
    "essay": (
        "other",
        "动员会怎么开才有效",
        "笔者曾参加县委第一巡察组巡察县林业局动员会，组长作动员讲话只用了十分钟。要开好动员会，先要做足功课。",
    ),
    "essay-signed": (
        "other",
        "巡察要把群众请进来",
        "县委第一巡察组巡察县林业局动员会召开时，台下坐满了人，组长作动员讲话。这样的场面值得提倡。\n（作者系县委巡察办干部）",
    ),
    "portrait": (
        "other",
        "【巡察故事】老韩的三本账",
        "那是2018年春天，县委第一巡察组巡察县林业局动员会上，老韩第一次当组长作动员讲话。",
    ),
    "diary": (
        "other",
        "巡察手记：一封没有署名的信",
        "县委第一巡察组进驻县林业局第十天，意见箱里多了一封信。动员会上公布的电话也响了起来。",
    ),
    "reading-group": ("other", "县委巡察办举办巡察干部培训班", "3月1日，县委巡察办举办培训班，各巡察组组长参加。"),
    "party-lecture": ("other", "县林业局召开专题党课", "局长汪宁结合县委第一巡察组进驻要求讲党课。"),
    "model-speech": ("other", "在巡察进驻动员会上的表态发言（范文）", "尊敬的县委第一巡察组各位领导，今天召开动员会。"),
    "label-names-meeting": (
        "mobilization",
        "巡察公示栏｜第二组在行动",
        "会议名称：区委第二巡察组巡察区总工会见面会；时间：9月9日；地点：工会三楼\n值班电话：0931-2233445",
    ),
    "chair-and-speaker-without-verbs-of-holding": (
        "mobilization",
        "政治体检启动",
        "县委第八巡察组巡察县妇幼保健院党支部，动员大会在这里开。院长葛云主持，组长谷峰讲话，葛云代表班子表了态。",
    ),
    "bullets": (
        "mobilization",
        "省委巡视六组进驻省粮食局",
        "●动员会 3月15日 省粮食局礼堂\n●讲话 组长顾大为\n●主持 局长邢立\n●电话 025-86790000",
    ),
    "letter-to-the-public": (
        "announcement",
        "致全县干部群众的一封信",
        "县委第一巡察组将于3月1日至4月30日对县水务局进行巡察。欢迎来电：66554433。",
    ),
    "notice-naming-its-meeting": (
        "announcement",
        "巡察公告",
        "县委第二巡察组于3月1日召开进驻动员会，正式进驻县水务局。现公告如下：一、时间3月1日至5月1日。二、电话66554433。",
    ),
    "title-says-meeting-was-held": (
        "mobilization",
        "关于县委第一巡察组巡察县水务局动员会召开情况的公告",
        "3月1日，县委第一巡察组巡察县水务局动员会召开。组长作动员讲话。",
    ),
    "other-team-with-speech": (
        "other",
        "市委主题教育第三巡回指导组到我局召开见面会",
        "3月1日，市委主题教育第三巡回指导组与我局召开见面会，组长作动员讲话，局长主持会议并表态。",
    ),
}  # fmt: skip


def make_page(title: str, text: str) -> Page:
    return Page(
        site="test",
        url="",
        link_url="",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        charset="utf-8",
        script="hans",
        bad_bytes=0,
        title=title or None,
        published_at=None,
        source=None,
        author=None,
        editor=None,
        channel=(),
        views=None,
        text=text,
    )


@pytest.mark.parametrize("name", CASES)
def test_kind_is_told_from_what_is_reported(name: str) -> None:
    kind, title, text = CASES[name]
    assert extract_facts(make_page(title, text), None).kind == kind
