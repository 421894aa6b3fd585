"""The command line in Chinese: everything that it says has been translated, and nothing is translated twice."""

import inspect
import json
import re
from importlib import resources

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner

from tests.pipeline.files import pdf
from ziping.pipeline import language
from ziping.pipeline.cli import COMMANDS, main
from ziping.pipeline.cli.language import asked


def call(*arguments, **environment):
    clean = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
    return CliRunner().invoke(main, [str(a) for a in arguments], env={**clean, **environment})


def helps():
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        yield from (inspect.cleandoc(command.help).replace("\b", r"\b"), command.short_help)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.help and not parameter.hidden:
                yield parameter.help


def test_every_option_and_command_has_its_chinese():
    missing = sorted({text for text in helps() if text not in language.chinese().phrases})
    assert not missing, f"say it in Chinese, too, in pipeline/language/zh.po: {missing}"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh-Hant"}, "zh"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "fr_FR"}, None),
        ({}, None),
    ],
)
def test_the_locale_is_heeded(environment, expected):
    assert asked(environment) == expected


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_the_readers_language(command):
    chinese = re.compile("[\u4e00-\u9fff]{4}")
    words = [command] if command else []
    assert chinese.search(call(*words, "--help", LANG="zh_CN.UTF-8").output)
    without = call(*words, "--help", LANG="en_US.UTF-8").output.replace("绩效自评", "")
    assert not chinese.search(without)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run"], "缺少参数 'PATH...'。"),
        (["report"], "缺少选项 '--out'。"),
        (["chekc"], "没有命令 'chekc'。"),
        (["--nothing"], "没有选项 '--nothing'。"),
        (["check", "--basline", "x"], "没有选项 '--basline'。是不是 '--baseline'？"),
        (
            ["check", "--format", "x"],
            "'--format' 的值不对：'x' 不在其中：'text', 'json', 'csv', 'xlsx', 'sarif', 'junit'。",
        ),
        (["check", "--jobs", "y"], "'--jobs' 的值不对：'y' 不是整数。"),
        (["check", "--jobs"], "选项 '--jobs' 要带一个值。"),
        (["check", "--baseline", "."], "'--baseline' 的值不对：文件 '.' 是文件夹。"),
        (["check", "a", "b"], "多出的参数：a b"),
        (["ingest", "--ocr-dpi", "5", "x"], "'--ocr-dpi' 的值不对：5 不在范围 72<=x<=1200 内。"),
    ],
)
def test_misuse_is_told_in_chinese(words, told):
    result = call(*words, LANG="zh_CN.UTF-8")
    assert result.exit_code == 2
    assert result.stderr.startswith("用法：ziping")
    assert result.stderr.splitlines()[-1] == f"错误：{told}"
    assert result.stderr.splitlines()[-1] != call(*words, LANG="en_GB.UTF-8").stderr.splitlines()[-1]


def test_help_has_chinese_headings_and_defaults():
    said = call("check", "--help", LANG="zh_CN.UTF-8").output
    assert "用法：ziping check [选项]" in said and "选项：" in said and "[默认：text]" in said and "显示本说明" in said
    assert not re.search("Usage|Options|default|Show this", said)


def test_a_run_speaks_chinese_when_asked(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf("An annual report"))
    said = call("ingest", tmp_path, "--out", tmp_path / "ds", "--lang", "zh", "--jobs", 1).stdout
    assert "文件" in said and "什么都没有读出来" in said and "documents" not in said
    assert "没有不符之处" in call("check", "--dataset", tmp_path / "ds", LANG="zh_CN").stdout
    assert "no findings" in call("check", "--dataset", tmp_path / "ds", "--lang", "en", LANG="zh_CN").stdout


def test_errors_are_said_in_chinese_with_their_figures(tmp_path):
    done = call("check", "--dataset", tmp_path / "none", LANG="zh_CN")
    assert done.exit_code == 2
    assert f"{tmp_path / 'none'} 里没有数据集" in done.stderr and "ziping ingest" in done.stderr
    assert "holds no dataset" in call("check", "--dataset", tmp_path / "none").stderr


def test_braces_and_groups_of_what_is_filled_in_do_no_harm():
    assert language.say(r"{} \1: a page's name ends in .html.", "zh").startswith(r"{} \1：")
    assert language.say("nobody has said this yet", "zh") == "nobody has said this yet"


def test_the_doctor_knows_what_is_there():
    done = call("doctor", "--json")
    parts = {part["name"]: part for part in json.loads(done.stdout)}
    assert done.exit_code == 0 and parts["pypdfium2"]["found"] and parts["pypdfium2"]["needed"]
    assert "ziping" in call("doctor").stdout
    assert "必需的都齐了" in call("doctor", "--lang", "zh").stdout


def test_the_doctor_says_what_is_missing(monkeypatch):
    from ziping.pipeline import doctor

    monkeypatch.setattr(doctor, "NEEDED", ("no-such-package",))
    done = call("doctor")
    assert done.exit_code == 1 and "pip install no-such-package" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell):
    done = call("completion", shell)
    assert done.exit_code == 0 and "_ZIPING_COMPLETE" in done.stdout


def test_the_catalogue_fills_in_as_many_things_in_both_languages():
    with resources.files("ziping.pipeline.language").joinpath("zh.po").open("rb") as file:
        entries = [(m.id, m.string) for m in read_po(file) if m.id]
    assert len(entries) > 200 and all(zh for _, zh in entries)
    assert not {english for english, zh in entries if english.count("{}") != zh.count("{}")}


def test_of_patterns_that_fit_the_one_that_says_most_counts():
    told = "a.pdf is damaged or cut off (crc): fetch it again"
    assert language.say(told, "zh") == "a.pdf 已损坏或不完整（crc）：请重新下载"
    assert language.say("a.pdf is damaged or cut off: fetch it again", "zh") == "a.pdf 已损坏或不完整：请重新下载"
