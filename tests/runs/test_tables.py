"""Tables of commands: their headings in English or Chinese, their codes never."""

import argparse
import io

import pytest
from rich.console import Console

from crawler.commands import checksites, doctor, showcase, sites
from crawler.commands.console import add_language, find_language
from crawler.commands.terminal import TableColumn, make_table
from crawler.model.config import read_config
from crawler.model.outcomes import ConfigError
from crawler.model.wording import translate

HEADINGS = {
    *(column[0] for command in (checksites, doctor, sites) for column in command.COLUMNS),
    *(column.header for table in (showcase.show_inspections([]), showcase.show_runs([])) for column in table.columns),
}


def render(language: str) -> str:
    columns = [TableColumn(name="site"), TableColumn(name="outcome")]
    console = Console(file=io.StringIO(), width=80)
    console.print(make_table(columns, [("ccdi", "new")], title="Runs", language=language))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def ask(words: list[str], environ: dict[str, str]) -> str:
    parser = argparse.ArgumentParser()
    add_language(parser)
    return find_language(parser.parse_args(words), read_config(environ))


@pytest.mark.parametrize("heading", sorted(map(str, HEADINGS)))
def test_each_heading_has_a_chinese_name(heading: str) -> None:
    assert translate(heading, "zh") != heading
    assert translate(heading, "en") == heading


def test_headings_are_translated_and_codes_are_not() -> None:
    assert [line.split() for line in render("zh").splitlines()] == [["运行情况"], ["站点", "结果"], ["ccdi", "new"]]
    assert [line.split() for line in render("en").splitlines()] == [["Runs"], ["site", "outcome"], ["ccdi", "new"]]


def test_the_option_goes_before_the_variable() -> None:
    assert ask([], {}) == "en"
    assert ask([], {"NOTICES_LANG": "zh"}) == "zh"
    assert ask(["--lang", "en"], {"NOTICES_LANG": "zh"}) == "en"


BAD = ("fr", "ZH", "zh_CN", "zhh", "英文", "en,zh", "0", "--", "en en", "\x1b[31m", "z" * 500, "e", "None", "/", "cn")


@pytest.mark.parametrize("value", BAD)
def test_an_unknown_language_is_one_line(value: str) -> None:
    for words, environ in (([f"--lang={value}"], {}), ([], {"NOTICES_LANG": value})):
        with pytest.raises(ConfigError) as caught:
            ask(words, environ)
        said = str(caught.value)
        assert "en or zh" in said
        assert not {"\n", "\x1b"} & set(said)
        assert len(said) < 120
