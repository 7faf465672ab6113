"""Places of comment boxes."""

import pytest

from crawler.extraction.boxes import read_boxes
from crawler.extraction.document import Document

BOXES = {
    "label": ("意见箱：镇便民服务大厅、东风社区门口", ["镇便民服务大厅", "东风社区门口"]),
    "label with purpose": ("巡察意见箱：镇便民服务大厅", ["镇便民服务大厅"]),
    "placed label": ("意见箱设置在：河谷市文体中心一楼大厅。", ["河谷市文体中心一楼大厅"]),
    "placed": (
        "意见箱设在区政府南门、区信访接待大厅、各镇街便民服务中心。",
        ["区政府南门", "区信访接待大厅", "各镇街便民服务中心"],
    ),
    "hung": ("意见箱挂放于镇政府大门口右侧及农贸市场管理所外墙。", ["镇政府大门口右侧", "农贸市场管理所外墙"]),
    "position label": ("信箱位置：局机关一楼大厅左侧、家属区门卫室", ["局机关一楼大厅左侧", "家属区门卫室"]),
    "set-up label": ("信箱设置：松林东路社区服务中心门口", ["松林东路社区服务中心门口"]),
    "put": ("信箱置于六号教学楼一楼；", ["六号教学楼一楼"]),
    "blanks as link": (
        "意见箱　　　门诊楼一楼东侧电梯厅、行政楼二楼开水房旁",
        ["门诊楼一楼东侧电梯厅", "行政楼二楼开水房旁"],
    ),
    "reports": ("监督检举信箱：学院行政楼一楼、实训楼入口", ["学院行政楼一楼", "实训楼入口"]),
    "position in brackets": (
        "设巡视工作专门联系信箱（摆放位置为金东区光明路836号区行政中心一楼大厅）。",
        ["金东区光明路836号区行政中心一楼大厅"],
    ),
    "verb first": ("同时在省图书馆一楼楼梯口设置联系信箱。", ["省图书馆一楼楼梯口"]),
    "verb first with 了": ("在县政府大门口设立了举报箱。", ["县政府大门口"]),
    "both places": ("另在南塔负一层食堂入口、北塔大堂各放置意见箱一个。", ["南塔负一层食堂入口", "北塔大堂"]),
    "bare letter box": ("在农牧大楼正门内侧设置信箱。", ["农牧大楼正门内侧"]),
    "drop in": (
        "意见可投递至住院部2号楼一楼大厅、门诊楼四楼连廊的“院内巡察意见箱”。",
        ["住院部2号楼一楼大厅", "门诊楼四楼连廊"],
    ),
    "without 在": ("村委会公告栏旁和老街茶馆门口还各挂上了一只绿色的意见箱。", ["村委会公告栏旁", "老街茶馆门口"]),
    "column": ("组别 | 值班电话 | 意见箱位置\n第一组 | 8851234 | 市财政局西门岗亭", ["市财政局西门岗亭"]),
    "reports box in": ("举报箱设于县委大院门口。", ["县委大院门口"]),
    "opinion box of the team": ("征求意见箱摆放在办公楼一楼大厅", ["办公楼一楼大厅"]),
    "respectively": ("意见箱分别设在行政楼一楼大厅和图书馆门口", ["行政楼一楼大厅", "图书馆门口"]),
    "road named 和平": ("意见箱设在和平路12号院门口", ["和平路12号院门口"]),
    "post box": ("邮政信箱：河谷市第6003号邮政专用信箱。", []),
    "numbered contact box": ("联系信箱：河谷市第019号信箱", []),
    "e-mail": ("电子信箱：a@163.com", []),
    "everywhere": ("各被巡察单位在显著位置设置了意见箱，开通了举报电话。", []),
    "only named": ("各巡察组开设巡察举报电话、电子邮箱、举报信箱。", []),
    "times": ("设置意见箱5个", []),
}


@pytest.mark.parametrize(("text", "places"), BOXES.values(), ids=list(BOXES))
def test_boxes(text: str, places: list[str]) -> None:
    doc = Document(title="", text=text)
    found = read_boxes(doc)
    assert [value.value for value in found] == places
    assert [doc.read(value.spans[0]) for value in found] == places
