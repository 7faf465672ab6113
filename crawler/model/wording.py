"""What the words of the vocabulary are called, for people: the codes themselves never change with a language."""

from collections.abc import Mapping
from types import MappingProxyType

from crawler.model.fields.definition import Bilingual


def _table(**labels: tuple[str, str]) -> Mapping[str, Bilingual]:
    return MappingProxyType({code: Bilingual(*label) for code, label in labels.items()})


KINDS = _table(
    mobilization=("mobilisation meeting", "动员会"),
    announcement=("announcement", "进驻公告"),
    deployment=("deployment", "动员部署"),
    feedback=("feedback", "反馈"),
    rectification=("rectification", "整改"),
    other=("other", "其他"),
)
LEVELS = _table(
    central=("central", "中央"),
    provincial=("provincial", "省级"),
    municipal=("municipal", "市级"),
    county=("county", "县级"),
    institution=("institution", "单位自派"),
)
LANGUAGES = ("en", "zh")
"""What tables for a person are printed in; codes, JSON and files never change with it."""

_SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "site": "站点",
        "state": "状态",
        "last run": "上次运行",
        "newest": "最新日期",
        "quiet": "无更新天数",
        "pending": "待抓取",
        "found after": "发现用时",
        "name": "名称",
        "outcome": "结果",
        "platform": "平台",
        "links": "链接",
        "listing, and what came": "列表页及所得",
        "what": "检查项",
        "what was seen, and what to do": "所见及处理办法",
        "inspected unit": "被巡视巡察单位",
        "team, led by": "巡视巡察组、组长",
        "met, until": "动员会、截止",
        "how to reach the team": "联系方式",
        "Inspections that began": "新启动的巡视巡察",
        "Runs": "运行情况",
        "requests": "请求",
        "new notices": "新通告",
        "copies": "转载",
        "errors": "错误",
        "off": "停用",
        "never run": "未运行",
    }
)
"""Headings and words of the tables that commands print, as a Chinese colleague would head them."""


def translate(text: str, language: str) -> str:
    """A heading or word of a table in one of LANGUAGES; what has no translation (a code, a name) stays as it is."""
    return _SHOWN.get(text, text) if language == "zh" else text


DAYS = _table(daily=("daily", "每天"), workdays=("workdays", "工作日"))
