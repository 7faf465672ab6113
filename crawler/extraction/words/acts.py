"""What people do at a mobilisation meeting: the verbs of the genre and the act each stands for.

Gathered from notices of all levels since 2009; the order of the table says which act wins where several fit.
"""

import re
from typing import Literal

Act = Literal[
    "rouse", "speech", "explain", "demand", "convey", "inform", "read", "say", "avow", "respond", "chair", "attend"
]

_DO = "(?:(?<!工)作|做)"
_NO_CHAIR = (
    "工作\\)|[^,。;]{0,3}日常工作|词|人(?!会)|召开了?(?:[与同]|[^,。;]{0,40}(?:沟通|座谈|碰头|汇报))"
    "|的?[^,。;、]{0,12}(?:沟通会|座谈会)"
)
_NO_MEETING = "(?!大?会|部署会|和|工作会)"

ACTS: tuple[tuple[Act, tuple[str, ...]], ...] = (
    (
        "respond",
        (
            "表态(?:性)?(?:发言|讲话)?", "表(?:了个|了|个)态",
            "代表[^,。;]{2,16}(?:承诺|发言)", "[郑庄][重严]承诺", "承诺发言",
            f"{_DO}了?(?:配合|承诺|服从)[^,。;、]{{0,4}}发言",
        ),
    ),
    (
        "chair",
        (
            f"主持(?!{_NO_CHAIR})",
        ),
    ),
    (
        "rouse",
        (
            "动员(?:讲话|部署|发言|报告)" + _NO_MEETING, "(?<=[作做了])动员" + _NO_MEETING,
            "(?:进行|[作做了](?:进驻|工作|专项|专题|巡[视察](?:工作|进驻)?))动员" + _NO_MEETING,
        ),
    ),
    (
        "speech",
        (
            "讲了?话(?!精神|要求|和)", "发言", f"{_DO}了?[^,。;、]{{0,8}}报告(?!会)", "宣讲", "致辞",
            "开门见山", "开宗明义",
        ),
    ),
    (
        "explain",
        (
            f"(?:{_DO}|进行)了?[^,。;、]{{0,6}}(?:说明|安排)",
            f"{_DO}出?了?(?:工作|全面|具体|统一|进驻|巡[视察]|安排)?部署",
            "讲了?[几一二两三四五六]点", "讲(?:了(?!话)|明|清|述)", f"{_DO}出?了?[^,。;、]{{0,4}}布置",
            "(?:部署|安排)了?(?:巡|本|此|这)", "明确了",
        ),
    ),
    (
        "demand",
        (
            "提(?:出|了|[一二两三四五六七八几\\d]点)[^,。;]{0,16}(?:要求|希望|意见|建议)", "(?<=提)要求",
            "提(?:工作|几点|具体|明确|相关)(?:要求|希望|意见)",
            "[讲谈提]了?(?:[^,。;]{0,6}(?:具体|几点))?(?:意见|建议|希望|看法|认识|打算|想法)",
            f"(?:{_DO}|进行)出?了?[^,。;、]{{0,12}}(?:强调|要求)", "并(?:强调|要求|指出)",
        ),
    ),
    ("convey", ("传达(?!室)(?:了|学习|贯彻)?", "转达", "领学", "解读")),
    ("inform", ("通报(?!情况会|会)", "介绍(?!说)", "阐明", "阐述", "讲解")),
    ("inform", ("宣布了?[^,。;、]{0,6}(?:纪律|要求)",)),
    ("read", ("宣读", "宣布")),
    (
        "attend",
        (
            "出席", "参加", "列席", "到会", "与会", "莅会", "莅临", "陪同", "见证", "参会", "到场", "在座", "就座",
            "旁听", "督导", "指导", "沟通", "会面", "见面", "座谈", "协助", "配合做好", "全程", "随同", "一行", "进驻",
            "带队", "带领", "率领", "汇报", "对接", "签[订署]", "递交",
        ),
    ),
)  # fmt: skip
"""Act and patterns; at one place the first pattern wins. 表态 comes before 讲话 (表态讲话 is no speech of the team)."""

SAY = "(?:指出|强调|要求|(?:如是|这样)?说道?|认为|希望|坦言|直言|号召|重申|谈到|提醒|告诫|介绍说|说明|叮嘱|表达)"
AVOW = "(?:表示|承诺|表达了|保证)"
SAYING = re.compile(
    "(?:同志)?(?:在[^,。;]{1,20}[中上时里])?(?:最后|还|并|也|又|同时|进一步|郑重|明确|特别|着重|首先|反复|(?P<each>均|都|一致|纷纷|分别|先后))?"
    f'(?:(?P<say>{SAY})|(?P<avow>{AVOW}))(?P<mark>[,:"“”]|$|\\n|道)?'
)
QUOTED = re.compile(':[\0“"]')
ACT_LABELS = re.compile(
    "(?:^|[,;。\\n |).、]|谁)(?:会议|动员会|大会)?(?:(?P<chair>主持(?:人)?)"
    "|(?P<speech>(?:动员)?讲话(?:人)?|动员|动员部署|作动员)"
    "|(?P<respond>表态(?:发言)?(?:人)?))(?:[的了]?\\?| ?:) ?$"
)
"""Labels that name an act before the person (主持：张三); the group's name is the act."""
ACT = re.compile("|".join(f"(?P<a{i}>{'|'.join(patterns)})" for i, (_, patterns) in enumerate(ACTS)))
SPEAKS_FOR = re.compile(
    "(?:代表(?:[^,。;]{0,14})?(?:巡[视察]工作领导小组|领导小组|巡[视察](?:工作)?办)"
    "|受[^,。;]{0,10}(?:领导小组|巡[视察](?:工作)?办|党委|[省市县区]委)[^。;]{0,6}委托)"
)
"""Words that say that somebody speaks for the leading group or its office."""
