from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.export import from_json, to_csv, to_json, to_markdown, to_rst

ROOT = Path(__file__).resolve().parents[3]
PAGES = ["howto/export.rst", "reference/json.rst"]

TEXT = """\
[driver.a]
title = Alpha ✔
[f]
title = One | two
driver.a = complete
"""
PROBLEM = "m.ini:3:1: missing-cell '[f]' says nothing about driver 'a'; add a line for it, with 'unknown' if nobody knows\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text(TEXT, encoding="utf-8")
    return tmp_path


WRITERS = [("json", to_json), ("csv", to_csv), ("markdown", to_markdown), ("rst", to_rst)]


@pytest.mark.parametrize(("name", "write"), WRITERS)
def test_standard_output(name, write, capsysbinary):
    assert main(["export", "m.ini", "--format", name]) == 0
    out, err = capsysbinary.readouterr()
    assert out == write(load("m.ini")[0]).encode()
    assert err == b""


@pytest.mark.parametrize("name", ["json", "csv", "markdown", "html", "rst"])
def test_file_holds_what_standard_output_gets(name, folder, capsysbinary):
    assert main(["export", "m.ini", "--format", name, "--output", "-"]) == 0
    out = capsysbinary.readouterr().out
    for _ in range(2):
        assert main(["export", "m.ini", "--format", name, "--output", "out"]) == 0
        assert (folder / "out").read_bytes() == out
    assert capsysbinary.readouterr() == (b"", b"")


def test_driver_titles(capsysbinary):
    assert main(["export", "m.ini", "--format", "csv", "--driver-titles"]) == 0
    assert capsysbinary.readouterr().out.decode().splitlines()[:2] == ["Feature,Title,Status,a", ",,,Alpha ✔"]


@pytest.mark.parametrize(
    ("options", "title"),
    [
        pytest.param([], "Support matrix", id="default"),
        pytest.param(["--page-title", "<Ours>"], "&lt;Ours&gt;", id="given"),
        pytest.param(["--page-title", " "], "(untitled)", id="blank"),
    ],
)
def test_page_title(options, title, capsysbinary):
    assert main(["export", "m.ini", "--format", "html", *options]) == 0
    assert f"<title>{title}</title>" in capsysbinary.readouterr().out.decode()


def test_several_files(folder, capsysbinary):
    (folder / "n.ini").write_text(
        "[driver.b]\ntitle = Beta\n[f]\ntitle = One | two\ndriver.b = missing\n", "utf-8"
    )
    assert main(["export", "m.ini", "n.ini", "--format", "csv"]) == 0
    assert capsysbinary.readouterr() == (
        b"Feature,Title,Status,a,b\r\nf,One | two,optional,complete,missing\r\n",
        b"",
    )


def test_problems_do_not_stop_the_export(folder, capsys):
    (folder / "m.ini").write_text("[driver.a]\ntitle = A\n[f]\ntitle = F\n", encoding="utf-8")
    assert main(["export", "m.ini", "--format", "csv"]) == 0
    assert capsys.readouterr() == ("Feature,Title,Status,a\r\nf,F,optional,not-recorded\r\n", PROBLEM)


def test_no_feature(folder, capsys):
    (folder / "m.ini").write_text("[driver.a]\ntitle = A\n", encoding="utf-8")
    for name in ("json", "csv", "markdown", "html", "rst"):
        assert main(["export", "m.ini", "--format", name]) == 0
        assert capsys.readouterr().err.startswith("m.ini:1:1: no-features")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "'m.ini' is no support matrix", id="empty"),
        pytest.param(b"[backends]\n[grades]\n", "'m.ini' is no support matrix", id="Designate"),
        pytest.param(b"Some text.\n", "'m.ini' is no support matrix: it declares no driver", id="text"),
        pytest.param(b"[metadata]\nname = x\n", "'m.ini' is no support matrix: it declares no driver", id="settings"),
        pytest.param(bytes(range(256)), "'m.ini' is no support matrix: it declares no driver", id="bytes"),
    ],
)  # fmt: skip
def test_no_matrix(content, message, folder, capsys):
    (folder / "m.ini").write_bytes(content)
    assert main(["export", "m.ini", "--format", "json", "--output", "out"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == f"support-matrix export: {message}"
    assert err.startswith("m.ini:1:")
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["n.ini", "--format", "csv"], "cannot read 'n.ini': No such file or directory", id="no file"),
        pytest.param([".", "--format", "csv"], "cannot read '.': Is a directory", id="folder"),
        pytest.param(["m.ini", "./m.ini", "--format", "csv", "--output", "no/m.csv"], "cannot write 'no/m.csv': No such file or directory", id="output"),
        pytest.param(["m.ini", "--format", "csv", "--output", "./m.ini"], "the output would replace 'm.ini'", id="itself"),
        pytest.param(["m.ini", "--format", "json", "--driver-titles"], "--driver-titles goes with --format csv only", id="titles"),
        pytest.param(["m.ini", "--format", "csv", "--rows", "drivers"], "--rows goes with --format html only", id="rows"),
        pytest.param(["m.ini", "--format", "csv", "--page-title", "x"], "--page-title goes with --format html only", id="title"),
    ],
)  # fmt: skip
def test_what_is_impossible(arguments, message, capsys):
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"support-matrix export: {message}"
    assert Path("m.ini").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("arguments", [["m.ini"], ["m.ini", "--format", "pdf"], ["--format", "csv"]])
def test_wrong_arguments(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["export", *arguments])
    assert caught.value.code == 2
    assert "usage: support-matrix export" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="only there can the name of a file be any bytes")
def test_name_of_a_file_that_is_not_utf_8(folder, capsysbinary):
    name = os.fsdecode(b"m\xff.ini")
    (folder / name).write_text(TEXT, encoding="utf-8")
    for to in ("json", "csv", "markdown", "html", "rst"):
        assert main(["export", name, "--format", to]) == 0
        text = capsysbinary.readouterr().out.decode("utf-8")
        if to == "json":
            assert from_json(text).path == name


@pytest.mark.parametrize(
    ("options", "rows"),
    [([], "features"), (["--rows", "drivers"], "drivers"), (["--rows", "auto"], "features")],
)
def test_the_rows_of_a_page(options, rows, capsys):
    assert main(["export", "m.ini", "--format", "html", *options]) == 0
    assert f'data-rows="{rows}"' in capsys.readouterr().out


def test_export_is_deterministic_for_programs(capsysbinary):
    assert main(["export", "m.ini", "--format", "json"]) == 0
    text = capsysbinary.readouterr().out.decode()
    assert text.endswith("}\n")
    assert "Alpha ✔" in text
    assert json.loads(text)["path"] == "m.ini"


def commands(page: Path) -> list[tuple[str, str]]:
    """The commands on a page of the documentation, with what they print."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"code-block:: console\n\n((?:   .*\n|\n)+)", text)
    found = []
    for block in blocks:
        lines = re.sub(r"(?m)^ {3}", "", block).strip("\n") + "\n"
        found += [tuple(part.split("\n", 1)) for part in re.split(r"(?m)^\$ ", lines)[1:]]
    return found


@pytest.mark.parametrize("page", PAGES)
def test_documentation_shows_what_is_printed(page, folder, capsysbinary):
    shutil.copy(ROOT / "docs/examples/first/support-matrix.ini", folder)
    shown = [each for each in commands(ROOT / "docs" / page) if each[0].startswith("support-matrix export")]
    assert any(output for _, output in shown)
    for command, output in shown:
        assert main(shlex.split(command)[1:]) == 0
        out, err = capsysbinary.readouterr()
        assert err == b""
        # A page cannot hold the line ends of CSV.
        assert out.decode().replace("\r\n", "\n").rstrip("\n") == output.rstrip("\n")


@pytest.mark.parametrize("name", ["hard.ini", "./m.ini", "link.ini"])
def test_no_file_is_replaced_by_what_is_made_from_it(folder, capsys, name):
    (folder / "hard.ini").hardlink_to("m.ini")
    (folder / "link.ini").symlink_to("m.ini")
    assert main(["export", "m.ini", "--format", "json", "--output", name]) == 2
    assert capsys.readouterr().err == "support-matrix export: the output would replace 'm.ini'\n"
    assert (folder / "m.ini").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("title", ["A\x1b[31m", "A\udcff", "A\u202e"])
def test_a_page_title_that_no_page_can_hold(capsys, title):
    assert main(["export", "m.ini", "--format", "html", "--page-title", title]) == 2
    assert capsys.readouterr().err.startswith("support-matrix export: --page-title: ")
