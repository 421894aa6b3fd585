"""Nothing that the program says lacks its Chinese, and no translation is left over from what it once said."""

import inspect
import re
from importlib import resources

import click
import pytest
from babel.messages.pofile import read_po

from tests.language.sources import PLACE, spoken, written
from ziping.pipeline.checks import RULES
from ziping.pipeline.cli import COMMANDS, main
from ziping.pipeline.language import say
from ziping.pipeline.present.codes import word
from ziping.schemas.dataset import PANEL, REVIEWS, TABLES

CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS = re.compile("[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def entries():
    with resources.files("ziping.pipeline.language").joinpath("zh.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and not m.context}


def helps():
    context = click.Context(main)
    for command in (main, *(main.get_command(context, name) for name in COMMANDS)):
        yield inspect.cleandoc(command.help).replace("\b", r"\b")
        yield command.short_help
        yield from (p.help for p in command.params if isinstance(p, click.Option))
        yield from (p.help for p in [command.get_help_option(context)] if p)


def test_everything_that_is_said_has_its_chinese(entries):
    lacking = {
        f"{text!r} ({place})"
        for place, text in spoken()
        if text not in entries and WORDS.search(text.replace(PLACE, ""))
    }
    assert not lacking, "say it in Chinese, too, in pipeline/language/zh.po: " + ", ".join(sorted(lacking))


def test_every_column_has_its_meaning_in_chinese():
    columns = [(spec.name, column) for spec in (*TABLES, REVIEWS, PANEL) for column in spec.columns]
    lacking = [f"{table}.{c.name}" for table, c in columns if not CHINESE.search(say(c.description, "zh"))]
    assert columns and not lacking


def test_nothing_is_translated_that_nobody_says(entries):
    columns = {c.name.replace("_", " ") for spec in (*TABLES, REVIEWS, PANEL) for c in spec.columns}
    said = {text for _, text in spoken()} | set(helps()) | written() | columns
    assert not sorted(set(entries) - said)


def test_every_translation_is_chinese_or_a_name(entries):
    names = re.compile(r"[{}/.:：·%() ]*|s3:// 地址|--engine ray|.*Ray.*")
    assert not [
        zh
        for zh in entries.values()
        if not CHINESE.search(zh) and not names.fullmatch(zh) and zh.strip("，；：,;: {}/")
    ]


def test_every_pattern_finds_its_own_translation(entries):
    """None is hidden by another that fits as well."""
    for english, zh in entries.items():
        places = english.count(PLACE)
        if places and WORDS.search(english.replace(PLACE, "")):
            fills = [f"x{n}" for n in range(places)]
            assert say(english.format(*fills), "zh") == zh.format(*fills), english


def test_what_is_filled_in_is_translated_where_it_is_words_and_not_where_it_is_a_name():
    assert say("3 findings in 1 document: 3 错误", "zh") == "3 条发现，涉及 1 份文件：3 错误"
    assert say("documents cannot be opened: ok", "zh") == "documents 打不开：ok"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_rules_have_chinese_titles(rule):
    assert CHINESE.search(rule.title_zh)


@pytest.mark.parametrize(("column", "code"), [
    ("status", "partial"), ("severity", "warning"), ("verdict", "document"), ("code", "two-readings"), ("error", "timeout"),
    ("kind", "part-of"), ("kind", "satisfaction"), ("line", "carried_over"), ("state", "planned"), ("act", "reject"),
])  # fmt: skip
def test_codes_have_chinese_words(column, code):
    assert CHINESE.search(word(column, code, "zh")) and word(column, code, "en") == code
