"""Notices of one inspection, and how they are read."""

from dataclasses import replace
from datetime import UTC, datetime

from crawler.model.items import Notice
from crawler.runs.saved_pages import SavedPage, read_notice

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(ident: str, text: str) -> Notice:
    return replace(read_notice(SavedPage(ref=ident, text=text), [], NOW), id=ident)


MEETING_TEXT = """县委第三巡察组巡察县审计局党组工作动员会召开
2023-09-06 来源:魏县纪委监委
9月5日,十四届县委第五轮巡察县委第三巡察组巡察县审计局党组工作动员会召开。县委第三巡察组组长林知远作动员讲话。"""
FEEDBACK_TEXT = """县委第三巡察组向县审计局党组反馈巡察情况
2024-01-12 来源:魏县纪委监委
根据县委部署,2023年9月5日至11月3日,县委第三巡察组对县审计局党组开展了常规巡察。1月11日,县委第三巡察组向县审计局党组反馈了意见。"""
REPORT_TEXT = """中共魏县审计局党组关于巡察整改进展情况的通报
2024-04-02 来源:魏县审计局
2023年9月5日至11月3日,县委第三巡察组对县审计局党组进行了巡察,2024年1月11日反馈了意见。现将整改进展情况予以公布。"""
