from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

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
PROBLEM = "m.ini:3:1: warning: missing-cell '[f]' says nothing about driver 'a'; add a line for it, with 'unknown' if nobody knows\n"


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
        assert capsys.readouterr().err.startswith("m.ini:1:1: error: no-features")


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
        pytest.param(["m.ini", "--format", "html", "--into", "R.md"], "--into goes with --format markdown and --format rst only", id="into html"),
        pytest.param(["m.ini", "--format", "json", "--base-url", "x"], "--base-url goes with --format markdown and --format rst only", id="address"),
        pytest.param(["m.ini", "--format", "markdown", "--check"], "--check goes with --into only", id="check"),
        pytest.param(["m.ini", "--format", "markdown", "--marker", "a"], "--marker goes with --into only", id="marker"),
        pytest.param(["m.ini", "--format", "markdown", "--into", "R.md", "--output", "x"], "--into says which file to write, so there is nothing for --output", id="two outputs"),
        pytest.param(["m.ini", "--format", "markdown", "--into", "-"], "--into takes a file, not standard output", id="into output"),
        pytest.param(["m.ini", "--format", "markdown", "--into", "R.md", "--marker", "a b"], "--marker: expected letters, digits, '.', '-' and '_', a letter or digit first, not 'a b'", id="name"),
        pytest.param(["m.ini", "--format", "markdown", "--into", "./m.ini"], "the output would replace 'm.ini'", id="into itself"),
        pytest.param(["m.ini", "--format", "markdown", "--into", "R.md"], "cannot read 'R.md': No such file or directory", id="into nothing"),
        pytest.param(["m.ini", "--format", "csv", "--driver", "b"], "'b' matches no driver", id="driver"),
        pytest.param(["m.ini", "--format", "csv", "--drivers", "!a"], "--driver leaves no driver to write", id="no driver"),
        pytest.param(["m.ini", "--format", "csv", "--features", "f,gg"], "'gg' matches no feature", id="feature"),
        *(
            pytest.param(["m.ini", "--format", "markdown", "--base-url", url], f"--base-url: expected an address with http: or https:, or a relative one, without '#', not '{url}'", id=url)
            for url in ("javascript:x", "http://x#y", "a b", "", "http:", "ftp://x", "JAVA:x")
        ),
    ],
)  # fmt: skip
def test_what_is_impossible(arguments, message, capsys):
    assert main(["export", *arguments]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"support-matrix export: {message}"
    assert Path("m.ini").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("arguments", [["m.ini"], ["m.ini", "--format", "pdf"]])
def test_wrong_arguments(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["export", *arguments])
    assert caught.value.code == 2
    assert "usage: support-matrix export" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jinja2", "markupsafe"])
def test_html_without_jinja2(name, folder, monkeypatch, capsys):
    for module in [each for each in sys.modules if each.startswith("sphinx_support_matrix.html")]:
        monkeypatch.delitem(sys.modules, module)
    # Python takes a module that is None for one that is not there.
    monkeypatch.setitem(sys.modules, name, None)
    assert main(["export", "m.ini", "--format", "html", "--output", "m.html"]) == 2
    assert capsys.readouterr() == (
        "",
        "support-matrix export: --format html takes Jinja2; install it with 'pip install jinja2'\n",
    )
    assert not (folder / "m.html").exists()
    assert main(["export", "m.ini", "--format", "csv"]) == 0


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


PARTS = """\
[driver.a]
title = A
[driver.b]
title = B
[group.io]
title = I/O
notes = Of the group.
[io.f]
title = F
notes = Of *f*.
driver.a = complete
driver-notes.a = Of a.
driver.b = missing
[io.g]
title = G
driver.a = complete
driver.b = partial:2
"""


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (["--driver", "b"], ["Feature,Title,Status,b", "io.f,F,optional,missing", "io.g,G,optional,partial:2"]),
        (["--drivers", "!a", "--features", "*.g"], ["Feature,Title,Status,b", "io.g,G,optional,partial:2"]),
        (["--drivers", "b,a", "--sort", "key", "--feature", "io.f"], ["Feature,Title,Status,a,b", "io.f,F,optional,complete,missing"]),
    ],
)  # fmt: skip
def test_part(options, rows, folder, capsysbinary):
    (folder / "m.ini").write_text(PARTS)
    assert main(["export", "m.ini", "--format", "csv", *options]) == 0
    assert capsysbinary.readouterr().out.decode().splitlines() == rows


@pytest.mark.parametrize("name", ["json", "markdown", "html", "rst"])
def test_no_notes(name, folder, capsysbinary):
    (folder / "m.ini").write_text(PARTS)
    words = [b"Of the group", b"Of ", b"Of a"]
    for options, expected in (([], [True] * 3), (["--no-notes"], [False] * 3)):
        assert main(["export", "m.ini", "--format", name, *options]) == 0
        out = capsysbinary.readouterr().out
        assert [word in out for word in words] == expected
    assert b"notes below" not in out


LINKED = """\
| Feature | Status | A | B |
| --- | --- | --- | --- |
| **I/O** |  |  |  |
| [F](https://x.org/m.html#io_f) | optional | [✔ complete](https://x.org/m.html#io_f_driver_a) | [✖ missing](https://x.org/m.html#io_f_driver_b) |
| [G](https://x.org/m.html#io_g) | optional | [✔ complete](https://x.org/m.html#io_g_driver_a) | [◐ partial (2)](https://x.org/m.html#io_g_driver_b) |
"""


def test_base_url(folder, capsysbinary):
    (folder / "m.ini").write_text(PARTS)
    assert (
        main(["export", "m.ini", "--format", "markdown", "--no-notes", "--base-url", "https://x.org/m.html"])
        == 0
    )
    out = capsysbinary.readouterr().out.decode()
    assert out.partition("\n\n")[0] + "\n" == LINKED
    assert main(["export", "m.ini", "--format", "rst", "--base-url", "m.html"]) == 0
    out = capsysbinary.readouterr().out.decode()
    urls = [reference["refuri"] for reference in publish_doctree(out).findall(nodes.reference)]
    assert urls == [
        f"m.html#io_{feature}"
        for feature in ("f", "f_driver_a", "f_driver_b", "g", "g_driver_a", "g_driver_b")
    ]


@pytest.mark.parametrize(
    ("name", "file", "markers"),
    [
        ("markdown", "R.md", ("<!-- support-matrix: begin -->", "<!-- support-matrix: end -->")),
        ("rst", "R.rst", (".. support-matrix: begin", ".. support-matrix: end")),
    ],
)
def test_into(name, file, markers, folder, capsysbinary):
    begin, end = markers
    before = f"\ufeffTitle\r\n\r\n{begin}\r\n{end}\r\nno line end".encode()
    path = folder / file
    path.write_bytes(before)
    words = ["export", "m.ini", "--format", name, "--into", file]
    assert main([*words, "--check"]) == 1
    assert capsysbinary.readouterr() == (
        b"",
        f"{file}: is not current; run: support-matrix export m.ini --format {name} --into {file}\n".encode(),
    )
    assert path.read_bytes() == before
    assert main(words) == 0
    assert capsysbinary.readouterr() == (b"", f"{file}: updated\n".encode())
    assert main(["export", "m.ini", "--format", name]) == 0
    content = capsysbinary.readouterr().out.decode().replace("\n", "\r\n")
    after = path.read_bytes()
    assert after.decode() == f"\ufeffTitle\r\n\r\n{begin}\r\n\r\n{content}\r\n{end}\r\nno line end"
    for again in ([], ["--check"]):
        assert main([*words, *again]) == 0
        assert capsysbinary.readouterr() == (b"", f"{file}: is current\n".encode())
        assert path.read_bytes() == after


def test_into_named_markers(folder):
    text = "<!-- support-matrix: begin a -->\n<!-- support-matrix: end a -->\n"
    (folder / "R.md").write_text(f"{text}{text.replace(' a ', ' b ')}")
    assert main(["export", "m.ini", "--format", "markdown", "--into", "R.md", "--marker", "b"]) == 0
    written = (folder / "R.md").read_text(encoding="utf-8")
    assert written.startswith(f"{text}<!-- support-matrix: begin b -->\n\n| Feature |")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "'R.md' is no text in UTF-8; save it as UTF-8"),
        (b"text", "R.md: there are no markers; put these two lines where the matrix is to be: "
            "'<!-- support-matrix: begin -->' and '<!-- support-matrix: end -->'"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", [[], ["--check"]])
def test_into_what_cannot_be_changed(content, message, more, folder, capsys):
    (folder / "R.md").write_bytes(content)
    assert main(["export", "m.ini", "--format", "markdown", "--into", "R.md", *more]) == 2
    assert capsys.readouterr() == ("", f"support-matrix export: {message}\n")
    assert (folder / "R.md").read_bytes() == content


def test_notes_become_markdown(folder, capsysbinary):
    (folder / "m.ini").write_text(
        PARTS.replace("Of *f*.", "``f``, `g <https://x.org>`_:\n\n    - :ref:`a <b>`\n\n    ::\n\n      <b>")
    )
    assert main(["export", "m.ini", "--format", "markdown"]) == 0
    assert (
        capsysbinary.readouterr().out.decode().partition("**Notes**\n\n")[2]
        == """\
- **I/O**

  Of the group.

- **F**

  `f`, [g](https://x.org):

  - a

  ```
  <b>
  ```

  - **A**: ✔ complete

    Of a.
"""
    )


def test_markdown_without_docutils(folder, monkeypatch, capsys):
    for module in [each for each in sys.modules if each.startswith("sphinx_support_matrix.markup")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "docutils", None)
    (folder / "m.ini").write_text(PARTS)
    assert main(["export", "m.ini", "--format", "markdown"]) == 2
    assert capsys.readouterr() == (
        "",
        "support-matrix export: notes as Markdown take docutils; "
        "install it with 'pip install docutils', or use --no-notes\n",
    )
    assert main(["export", "m.ini", "--format", "markdown", "--no-notes"]) == 0


EVIDENCE = """\
{"version": 1, "cells": [
{"feature": "f", "driver": "a", "environment": null, "passed": 2, "failed": 0, "expected_failures": 0, "skipped": 0, "errors": 0, "failing": [], "release": null, "time": "2026-05-01T00:00:00Z", "run": null}
]}
"""


@pytest.mark.parametrize(
    "options", [[], ["--max-age", "30d"], ["--no-evidence"], ["--evidence-file", "e.json"]]
)
def test_data_and_pages_say_how_claims_stand(options, folder, capsys, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (folder / ("e.json" if "e.json" in options else "m.evidence.json")).write_text(EVIDENCE, encoding="utf-8")
    assert main(["export", "m.ini", "--format", "json", *options]) == 0
    found = json.loads(capsys.readouterr().out)["features"][0]["implementations"][0].get("standing")
    assert main(["export", "m.ini", "--format", "html", *options]) == 0
    page = capsys.readouterr().out
    if options == ["--no-evidence"]:
        assert found is None
        assert "standing" not in page
    else:
        assert (found["name"], found["passed"], found["stale"]) == ("confirmed", 2, "30d" in options)
        assert "confirmed by 2 tests, 1 May 2026" in page
        assert ".sm-standing" in page


def test_evidence_goes_with_formats_that_show_it(capsys):
    assert main(["export", "m.ini", "--format", "csv", "--max-age", "30d"]) == 2
    assert "--max-age goes with --format json and --format html only" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert "--evidence-file JSON json, html: the file of evidence" in told
    assert "--no-evidence json, html: say nothing of evidence" in told
    assert "--max-age AGE json, html: how old evidence may be" in told
