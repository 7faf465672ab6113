"""Words around the contacts a notice prints: labels, what is another's, what a place or an address looks like.

Gathered from notices of all levels since 2009; the tables are data, the rules stand with the fields.
"""

import re

FURNITURE = re.compile(r"版权|主办|承办|ICP|网安备|公网|技术支持|标识码|责任编辑|责编|投稿|网站地图|地图导航|邮发代号")
"""Words of a page's own furniture: a contact on such a line is never the team's."""

OTHERS = re.compile(
    r"(?<!巡)(?:新闻|编辑|投稿|总编|网站|网信|客服|技术支持|总机|前台|健康|服务热线|报料|爆料|广告|发行|订阅|传真|QQ|微信号|急诊|急救|预约"
    r"|侵权|商务合作|合作联系|[SM]MS|招生|咨询|市长|政务|12345|12388|12380|12366|12371|12315|市民热线|信访局|税务热线|物业|酒店总台|记者|通讯员)"
)
"""Words of a label that names somebody else's number or address."""

NEWSROOM = re.compile(
    r"合作(?:联系|热线|电话)|商务(?:合作|热线|电话|QQ)|广告|报料|爆料|投稿|客服|编辑部|订阅|新闻热线|不良信息"
)
"""Words of a newsroom's own contacts: the short lines under them, and a number they note, are the newsroom's too."""

BODIES = re.compile(
    r"纪委|监委|纪检监察|纪检组|派驻|巡[视察查](?:工作)?(?:领导小组)?办|领导小组办公室|组织部|党风室|监督室|干部监督"
)
"""Bodies that send or watch the team; their own numbers are not the team's."""

UNIT_WORDS = re.compile(
    r"(?:卫生)?健康(?=局|委|厅|办|促进|教育|管理|体育|产业)|监督(?=管理|检验|检测|检查(?:总|支|大)队|所|局)|招生(?=考试|就业|办|委)"
    r"|新闻(?=出版|传媒)|政务(?=服务|公开|数据|办)(?!服务热线)|广告(?=公司)|发行(?=公司|集团|所)|(?<=行政)咨询|咨询(?=公司|有限|委)|急救(?=中心)"
)
"""Parts of units' names (市卫生健康委, 市场监督管理局) that would else read as somebody else's label."""

MISCONDUCT = re.compile(
    r"巡[视察查]组?(?:的)?(?:工作)?(?:人员|干部|成员|组成员|纪律|作风)[^。;\n]{0,24}(?:违|问题|监督|不作为|举报|反映)"
    r"|纪律(?:作风)?监督|作风监督|监督巡[视察查]|对巡[视察查]组[^。;\n]{0,16}(?:监督|举报|反映)|违反[^。;\n]{0,10}工作纪律"
)
"""Where complaints about the team itself go."""

CALLED = re.compile(
    r"电话|热线|手机|短信|号码|拨打|致电|联系|来电|接听|值班|举报|[Tt][Ee][Ll]|☎|专线|座机|固话|受理|短号|内线"
)
"""Words that call a number a telephone."""

LETTERS = re.compile(
    r"(?P<strong>(?:邮政|通信|通讯|邮寄|寄信|收信|寄件|收件|信件|来信|投信|写信)(?:[^\s,。;:|()]{0,6})(?:信箱|地址|邮箱)"
    r"|(?:来信|信件|材料|举报信|信函|邮件|书信|来函|函件)[^,。;:|()\n]{0,6}?(?:邮寄|寄送|寄往|寄到|寄至|寄|投寄|投递|递送)(?:至|到|往|送)?"
    r"|(?:统一|集中)(?:寄送|寄往|寄到|寄至)"
    r"|(?<=[:| ,或])(?:请|可|或者?|也可)?(?:邮寄|寄送|寄往|寄到|寄至)(?:至|到|往)?|邮寄(?:材料|信件)(?=\s?[:|])"
    r"|(?:寄送|投递|投寄|收信|递信)(?:地址|地点)"
    r"|(?<![一-鿿])(?:来信来访|来信|写信|信件|信函|来函|书信)(?=\s?[:|](?!\s?(?:请|可)?(?:统一)?(?:邮寄|寄)))"
    r"|(?:请|可)(?:统一)?(?:邮寄|寄送|寄往|寄到|寄至|寄)(?:至|到|往|送)?"
    r"|(?<![一-鿿])信箱(?:邮寄)?地址"
    r"|巡[视察查][^\s,。;:|()]{0,6}组(?:通信|联系)?地址|邮寄(?:地址)?(?:至|到))"
    r"|(?P<weak>(?:专[门用]|举报|联系|接收|收件|信访|专线)?(?:邮政)?(?:专[门用])?(?<!电子)信\s{0,4}箱|联系地址|(?<![一-鿿])地\s{0,4}址)"
)
"""Labels of an address for letters; a weak one may also introduce a box on a wall."""
LETTER_COLUMN = re.compile(r"邮政信箱|(?:通信|通讯|邮寄|来信|信箱)地址|专用信箱|信箱$")
NOT_LETTERS = re.compile(r"电子|邮箱$|[Ee]-?mail|(?<!来信)来访|接访|接待|驻地|设置|摆放|位置|意见箱|网址")

_PURPOSE = "征求意见|意见(?:建议|征求|征集|收集)?|举报|联系|检举|监督|信访|投诉"
BOX = (
    rf"(?:[“\"]?(?:专[门用]|公开|群众|院内|校内)?(?:巡[视察查]组?(?:工作)?)?(?:专[门用])?(?:{_PURPOSE})[^\s,。;:()]{{0,4}}?信?箱[”\"]?"
    r"|意\s{1,4}见\s{1,4}箱|(?:巡[视察查]组?)?(?:专[门用])?(?<!邮政)(?<!电子)信箱)"
)
"""What a box is called: 意见箱, 巡察工作专门联系信箱, “院内巡察意见箱”; 邮政信箱 and 电子信箱 are none."""
BOX_COLUMN = re.compile(r"意见箱|举报箱|信箱(?:位置|设置|地点)")

PLACE_CHARS = (
    "楼厅门口室处侧旁栏梯亭院区街道路号部局中心大队所站场校学堂廊窗前后内外点库馆村镇乡委台层座园厦关联会社店司坪庭岗"
)
"""Characters with which the place of a box may end, or that tell that some words are one."""
PLACE_END = re.compile(r"(?:[楼厅口室处侧旁梯亭廊窗岗栏层]|门[前卫]|大门|[前后]门)$")
"""How a place inside a building or at its door ends."""
