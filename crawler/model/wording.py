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
DAYS = _table(daily=("daily", "每天"), workdays=("workdays", "工作日"))
