"""Words of meetings, announcements and look-alikes, as titles and leads print them."""

MEETING = "|".join(
    (
        (
            r"(?:动员|进驻|进点|入驻)(?:工作)?(?:部署|见面|沟通|说明|启动|汇报|视频|"
            r"电视电话|暨.{1,12}){0,2}(?:大会|会议|会)"
        ),
        (
            r"见面(?:沟通)?(?:大会|会议|会)|(?:工作)?部署(?:视频|电视电话)?(?:大会|"
            r"会议|会)|启动(?:大会|会议|会)|情况(?:说明|介绍)会"
        ),
    )
)
MEETING = f"(?:{MEETING})"
"""A meeting at the start of an inspection, however called."""

SUMMONS = r"通知$|会议?通知|的通知"
"""Titles that call people to a meeting or pass on a paper."""

ACTS = {
    "speech": r"动员(?:讲话|报告)|组长[^，,。；;]{0,20}讲话|^[ 　【●■◆]{0,9}讲话(?:人|领导)?[】：: 　]",
    "chair": r"主持(?!人|词|工作|日常|全面|[省市县区])|主持人[】：: 　]",
    "pledge": r"表态(?!稿|材料)|表了态",
}
"""What is done at a unit's meeting, told in a sentence or as a line's label: team's speech, chair, pledge."""

PREPARATORY = r"(?:见面沟通|沟通见面|巡前[^，,。]{0,8}|进驻前[^，,。]{0,8})(?:会议|会)"
"""A meeting that prepares the one where the inspection starts; it also precedes it on the same day."""

COLUMN = "|".join(
    (
        r"^[【\[「](?:[^】\]」]{0,6})(?:人物|故事|手记|随笔|日记|札记|感悟|漫谈|心声|杂谈|时评|观点|论坛)[】\]」]",
        r"^巡[视察](?:人物|故事|手记|随笔|日记|札记|感悟|漫谈|心声|杂谈)(?:[：:丨|｜ 　]|$)",
    )
)
"""Titles of the columns that tell of people and thoughts instead of events."""

ESSAY = r"笔者|本文将|为您解密|[（(]作者(?:单位|系|为|[：:](?![文图][：:]))"
"""How an author speaks of himself, in the text or under it."""

LOOKING_BACK = "|".join(
    (
        r"时任|担任过|年多来|(?<!入汛)(?<!今年)以来|[一二三四五六七八九十两几]年前|年来|累计|记得|回忆|历历在目",
        r"笔者|曾随|曾参加|参加过|那是|那年|那天|那时|第一次(?:站|当|参加|走)",
    )
)
"""Words of a sentence about what happened long before the page was written."""

SPEECH = (
    r"[ 　]{0,8}(?!按照?|根据|据|遵照|依据|依照|为了?|经)(?:[一-鿿·]{1,12})"
    r"(?:同志|组长|书记)?(?:还|并|最后|要求并)?(?:指出|强调|要求|表示|认为|"
    r"说|介绍)[，,：:]"
)
"""How a paragraph starts that reports what somebody said; inspections it speaks of are often others."""

MODEL_TEXT = "|".join(
    (
        (
            r"主持词|范文|讲话稿|发言稿|发言材料|表态发言(?=[（(]|模板|范|稿|材料)"
            r"|模板|样本|通用版?|精选\d{0,3}篇?|汇编|连载|小说"
        ),
        r"[（(].{0,3}[二三四五六七八九十0-9]篇[）)]|第[一二三四五六七八九十百千零0-9]{1,6}[章回节](?!.{0,40}会议)",
        r"^.{0,6}在.{4,60}会议?上的?(?:表态|动员)?(?:讲话|发言|致辞|主持|表态)",
        r"怎样|如何(?=开|做|写|组织)|流程|注意事项|(?:规程|办法|细则|条例|制度)(?:[(（]|$)",
        r"第[XＸx×*]{1,3}巡|巡[视察]组?第?[XＸx×]|心得体会|学习体会|思想汇报",
    )
)
"""Titles of model texts for office writers, of novels and of personal reflections."""

OTHER_MEETING = "|".join(
    (
        (
            r"培训班|培训会|业务培训|集中培训|岗前培训|开班|专题党课|座谈会|研讨|"
            r"交流会|经验|学习会|专题学习|条例》?|读书班|演练"
        ),
        (
            r"应知应会|知识(?!产权)|问答|解读|图解|一图|微视频|评论(?!家)|述评|时评|"
            r"访谈|综述|回眸|回顾|巡礼|侧记|纪实|领导小组.{0,6}会议|书记专题会"
        ),
        r"迎接.{0,10}巡[视察].{0,6}(?:准备|部署|动员)|迎巡(?![视察])|迎检|巡[视察]准备|配合.{0,12}巡[视察].{0,12}(?:部署|动员)",
        (
            r"专题会议听取|听取.{0,20}汇报|中期|推进会|调度会|沟通(?:对接|协调)会|"
            r"进驻前|对接会|协调会|任前|拟任|任免|任职公示|干部大会"
        ),
    )
)
"""Titles of trainings, commentary and meetings that belong to no unit's inspection."""

OTHER_TOPIC = "|".join(
    (
        (
            r"督察|督导|督查|主题教育|司法巡查|审务督察|教育实践活动|创建|征兵|防汛|"
            r"河长|巡河|巡林|安全生产|环保|消防|扫黑|审计|普查"
        ),
        r"脱贫|抗旱|招生|高考|选举|换届|巡逻|巡回|巡诊|巡展|巡演|巡视员|志愿|献血|运动会|森林防火|疫情防控",
    )
)
"""Other topics with teams, tours and mobilisation meetings of their own."""

ANNOUNCING = "|".join(
    (
        (
            r"公告|公示(?!栏)|通告|告示|一览|联系方式|举报方式|受理方式|信访受理|"
            r"公布.{0,8}(?:电话|方式|信箱)|(?:电话|信箱|方式)公布|预告"
        ),
    )
)
"""Titles that tell the public that teams are there and how to reach them."""
