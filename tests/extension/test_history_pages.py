"""The history of a matrix on its pages, in every builder, and not one byte where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from bs4 import BeautifulSoup

from sphinx_support_matrix.core.history.history_json import to_history_json
from sphinx_support_matrix.core.history.history_model import Release
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.loading import loads_ini

ATOM = "{http://www.w3.org/2005/Atom}"
OLD = """\
[driver.a]
title = Alpha
[driver.gone]
title = Gone & forgotten

[feature.pause]
title = Pause
driver.a = missing
driver.gone = complete

[feature.old]
title = Old one
driver.a = complete
driver.gone = complete
"""
MIDDLE = OLD.replace("driver.a = missing", "driver.a = partial")
NOW = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta

[feature.pause]
title = Pause
driver.a = partial
driver.b = complete:2.0

[feature.grow]
title = Grow
driver.a = complete
driver.b = missing
"""
AHEAD = NOW.replace("driver.a = complete", "driver.a = partial")


def history(now: str = NOW) -> str:
    tracker = Tracker(path="m.ini", tags="*")
    for number, (name, text) in enumerate((("1.0", OLD), ("1.1", MIDDLE), ("2.0", NOW), ("2.1", NOW)), 1):
        release = Release(
            name=name, date=f"2026-0{number}-20", commit=str(number) * 40, path="m.ini", readable=True
        )
        tracker.add(release, loads_ini(text, "m.ini")[0])
    return to_history_json(tracker.history(loads_ini(now, "m.ini")[0]))


def build(project, *options, builder="html", conf="", warnings="", told=True, now=NOW, index=None):
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\n{conf}",
        index_rst="Title\n=====\n\n"
        + (index or ".. support_matrix:: m.ini\n" + "".join(f"   {each}\n" for each in options)),
        m_ini=now,
    )
    if told:
        (project.folder / "m.history.json").write_text(history(now), encoding="utf-8")
    return project.build(builder, warnings=warnings)


def test_details_say_since_when(project):
    page = build(project).page()
    lines = [" ".join(each.get_text().split()) for each in page.select("ul.sm-drivers > li")]
    assert lines == [
        "Alpha: partial (since 1.1)",
        "Beta: complete (since 2.0)",
        "Alpha: complete (since 2.0)",
        "Beta: missing (since 2.0)",
    ]


def test_what_is_in_no_release_yet_is_since_nothing(project):
    page = build(project, now=AHEAD).page()
    assert " ".join(page.find(id="feature_grow_driver_a").get_text().split()) == "Alpha: partial"


def test_what_a_file_says_itself_goes_first(project):
    page = build(project, now=NOW.replace("complete:2.0", "complete:yesterday")).page()
    assert "(since yesterday)" in page.find(id="feature_pause_driver_b").get_text()


def test_the_page_of_a_driver_and_a_reference_say_it(project):
    page = build(
        project,
        index=".. support_matrix_driver:: a m.ini\n\nIt is :support:level:`feature.pause@a`.\n\n.. support_matrix:: m.ini\n",
        builder="text",
    )
    text = (Path(page.app.outdir) / "index.txt").read_text(encoding="utf-8")
    assert "* Pause (since 1.1)" in text
    assert "partial (since 1.1)" in text


def test_what_is_gone_is_shown_on_demand(project):
    page = build(project, ":removed: yes").page()
    section = page.find(id="removed")
    assert section.find(["h2", "h3"]).get_text().startswith("No longer there")
    assert [each.get_text() for each in section.select("li")] == [
        "Gone & forgotten (gone): last in 1.1",
        "Old one (feature.old): last in 1.1",
    ]
    assert build(project, ":removed: yes", ":drivers: !gone").page().find(id="removed").select("li")[
        0
    ].get_text() == ("Old one (feature.old): last in 1.1")
    assert build(project).page().find(id="removed") is None


def test_the_script_is_told_what_cells_were(project):
    page = build(project, now=AHEAD).page()
    assert json.loads(page.select_one("script.sm-past").string) == {
        "releases": ["1.0", "1.1", "2.0", "2.1"],
        "levels": {
            "complete": ["", "complete", ""],
            "missing": ["sm-missing", "missing", ""],
            "": ["sm-unknown sm-level-gone", "not there", " "],
        },
        "undo": [
            [4, 1, 0, "complete"],
            [2, 1, 1, None],
            [2, 1, 0, None],
            [2, 0, 1, None],
            [1, 0, 0, "missing"],
        ],
    }


def test_without_a_history_not_one_byte_differs(project):
    def files(built):
        folder = Path(built.app.outdir)
        every = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        return {
            path: content
            for path, content in every.items()
            if path.suffix in {".html", ".css", ".js", ".json"} and "_sources" not in path.parts
        }

    before = files(build(project, told=False))
    assert files(build(project, ":history: no")) == before
    assert files(build(project, conf="support_matrix_history = False\n")) == before
    assert b"sm-past" not in before[Path("index.html")]


def test_exported_data_say_since_when(project):
    built = build(project, ":download: yes")
    data = json.loads((Path(built.app.outdir) / "index.json").read_text(encoding="utf-8"))
    assert [cell.get("since") for feature in data["features"] for cell in feature["implementations"]] == [
        "1.1",
        "2.0",
        "2.0",
        "2.0",
    ]


HISTORY = ".. support_matrix_history:: m.ini\n"
SHOWN = "\n.. support_matrix:: m.ini\n"


def test_a_page_of_changes(project):
    page = build(project, index=HISTORY + SHOWN).page()
    assert [each["id"] for each in page.select("section[id^=release]")] == ["release-2-0", "release-1-1"]
    newest = page.find(id="release-2-0")
    assert newest.find(["h2", "h3"]).get_text().startswith("2.0")
    assert newest.select_one(".sm-release-date").get_text() == "20 Mar 2026"
    assert [" ".join(each.get_text().split()) for each in newest.select("li")] == [
        "Beta (new): 1 complete, 1 missing",
        "Gone & forgotten (removed)",
        "Grow (new): 1 complete, 1 missing",
        "Old one (removed)",
    ]
    assert [each["href"] for each in newest.select("li a")] == ["#driver_b", "#feature_grow"]
    older = page.find(id="release-1-1")
    assert [" ".join(each.get_text().split()) for each in older.select("li")] == [
        "Pause Alpha: missing → partial; improved",
        "Alpha: missing → partial; improved",
    ]


def test_changes_can_be_chosen(project):
    page = build(project, index=f"{HISTORY}   :releases: 1\n   :drivers: b\n").page()
    assert next(each.get_text() for each in page.select("section[id^=release] li")).startswith("Beta (new)")
    assert len(page.select("section[id^=release]")) == 1


def test_changes_in_plain_text_and_in_another_language(project):
    built = build(project, index=HISTORY + SHOWN, builder="text", conf="language = 'de'\n")
    text = (Path(built.app.outdir) / "index.txt").read_text(encoding="utf-8")
    assert "20.03.2026" in text
    assert "Alpha: fehlt → teilweise; besser" in text


def test_a_history_that_is_not_there_is_said(project):
    build(
        project,
        index=HISTORY,
        told=False,
        warnings="index.rst:4: WARNING: there is no history beside 'm.ini'; write it with 'support-matrix history m.ini "
        "--write', or name it with ':history:' [support_matrix.missing-file]\n",
    )


def test_pages_follow_the_history(project):
    build(project, told=False, index=HISTORY, warnings=None)
    assert build(project, index=HISTORY).page().find(id="release-2-0")


def test_a_pattern_that_matches_nothing_in_any_release_is_said(project):
    build(
        project,
        index=f"{HISTORY}   :drivers: gone gnoe\n",
        warnings="index.rst:4: ERROR: 'gnoe' in ':drivers:' matches nothing; did you mean 'gone'? [support_matrix.no-match]\n",
    )


def test_a_picture_of_the_numbers(project):
    page = build(project, index=HISTORY).page()
    picture = page.select_one("svg.sm-trend")
    assert (
        picture["aria-label"]
        == "From 1.0 to 2.1: complete from 3 to 2, partial from 0 to 1, missing from 1 to 1."
    )
    assert [(each["class"], each["x"], each["y"], each["height"]) for each in picture.select("rect")][:4] == [
        (["sm-complete"], "0", "1", "3"),
        (["sm-missing"], "0", "0", "1"),
        (["sm-complete"], "10", "1", "3"),
        (["sm-partial"], "10", "0", "1"),
    ]
    rows = [[each.get_text() for each in row.select("th, td")] for row in page.select(".sm-numbers tr")]
    assert rows == [
        ["Release", "complete", "partial", "missing"],
        ["2.1", "2", "1", "1"],
        ["2.0", "2", "1", "1"],
        ["1.1", "3", "1", "0"],
        ["1.0", "3", "0", "1"],
    ]
    # Whatever direction the text around them has, each colour stays beside its word.
    assert [each.get_text(strip=True) for each in page.select(".sm-axis bdi:has(.sm-swatch)")] == rows[0][1:]
    assert any("history.css" in each["href"] for each in page.select("link[rel=stylesheet]"))


def test_the_picture_of_a_driver_begins_with_it(project):
    page = build(project, index=".. support_matrix_driver:: b m.ini\n").page()
    assert page.select_one(".sm-small svg")["aria-label"].startswith("From 2.0 to 2.1: complete from 1 to 1")


def test_no_picture_on_demand_and_numbers_elsewhere(project):
    page = build(project, index=f"{HISTORY}   :picture: no\n").page()
    assert page.select_one("svg") is None
    built = build(project, index=HISTORY, builder="text")
    text = (Path(built.app.outdir) / "index.txt").read_text(encoding="utf-8")
    assert "| 1.1     | 3        | 1       | 0       |" in text


def test_latex_draws_the_numbers(project):
    built = build(project, index=HISTORY, builder="latex")
    (path,) = Path(built.app.outdir).glob("*.tex")
    text = path.read_text(encoding="utf-8")
    assert (
        r"\textcolor[RGB]{47,143,82}{\rule{0.750\linewidth}{1.2ex}}"
        r"\textcolor[RGB]{201,138,27}{\rule{0.250\linewidth}{1.2ex}}" in text
    )


FEED = f"{HISTORY}   :feed:\n"
BASE = "html_baseurl = 'https://docs.example.org/m'\n"


@pytest.mark.parametrize(("builder", "page"), [("html", "index.html"), ("dirhtml", "")])
def test_feeds_of_all_changes_and_of_each_driver(project, builder, page):
    built = build(project, index=FEED, conf=BASE, builder=builder)
    folder = Path(built.app.outdir)
    assert sorted(path.name for path in folder.glob("*.atom")) == [
        "index-a.atom",
        "index-b.atom",
        "index.atom",
    ]
    feed = ET.parse(folder / "index.atom").getroot()
    assert feed.findtext(f"{ATOM}title") == "Project name not set"
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://docs.example.org/m/index.atom",
        "alternate": f"https://docs.example.org/m/{page}",
    }
    assert [each.findtext(f"{ATOM}title") for each in feed.findall(f"{ATOM}entry")] == ["2.0", "1.1", "1.0"]
    newest = feed.find(f"{ATOM}entry")
    assert newest.find(f"{ATOM}link").get("href") == f"https://docs.example.org/m/{page}#release-2-0"
    assert "Gone &amp; forgotten" in newest.findtext(f"{ATOM}content")
    assert newest.findtext(f"{ATOM}updated") == "2026-03-20T00:00:00Z"
    parsed = feedparser.parse((folder / "index-b.atom").read_bytes())
    assert not parsed.bozo
    assert [each.title for each in parsed.entries] == ["2.0"]
    head = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser").head
    assert [(each["title"], each["href"]) for each in head.select("link[type='application/atom+xml']")] == [
        ("Title", "https://docs.example.org/m/index.atom"),
        ("Title: Alpha", "https://docs.example.org/m/index-a.atom"),
        ("Title: Beta", "https://docs.example.org/m/index-b.atom"),
    ]


def test_no_feed_without_an_address(project):
    built = build(
        project,
        index=FEED,
        warnings="index.rst:4: ERROR: ':feed:' needs the address of the documentation: set html_baseurl in conf.py, such as "
        "'https://docs.example.org/' [support_matrix.bad-configuration]\n",
    )
    assert not list(Path(built.app.outdir).glob("*.atom"))


@pytest.mark.parametrize("base", ["https://", "https://[", "https://a..b/"])
def test_no_feed_at_an_address_that_is_none(project, base):
    built = build(project, index=FEED, conf=f"html_baseurl = {base!r}\n", warnings=None)
    assert "':feed:' needs the address of the documentation" in built.warnings


def test_every_feed_has_a_file_of_its_own(project):
    text = NOW.replace("driver.b", "driver.x.b").replace(
        "[driver.a]", "[driver.x_b]\ntitle = Gamma\n[driver.a]"
    )
    index = f"{FEED}\n{FEED}   :features: feature.grow\n"
    for name in ("index-a", "ünd er"):
        (project.folder / f"{name}.rst").write_text(f":orphan:\n\nT\n=\n\n{FEED}", encoding="utf-8")
    folder = Path(build(project, now=text, index=index, conf=BASE, warnings=None).app.outdir)
    files = sorted(path.name for path in folder.glob("index*.atom"))
    assert files == [
        "index-2-a.atom",
        "index-2-x-b-2.atom",
        "index-2-x-b.atom",
        "index-2.atom",
        "index-a-2.atom",
        "index-a-a.atom",
        "index-a-x-b-2.atom",
        "index-a-x-b.atom",
        "index-a.atom",
        "index-x-b-2.atom",
        "index-x-b.atom",
        "index.atom",
    ]
    ids = [ET.parse(folder / file).getroot().findtext(f"{ATOM}id") for file in files if "-a" not in file]
    assert len(ids) == len(set(ids))
    feed = ET.parse(folder / "ünd er.atom").getroot()
    assert [each.get("href") for each in feed.findall(f"{ATOM}link")] == [
        "https://docs.example.org/m/%C3%BCnd%20er.atom",
        "https://docs.example.org/m/%C3%BCnd%20er.html",
    ]


def test_a_feed_follows_the_builder_and_the_address(project):
    build(project, index=FEED, builder="text")
    assert build(project, index=FEED, conf=BASE).app.outdir.joinpath("index.atom").exists()
    elsewhere = build(project, index=FEED, conf=BASE.replace("docs", "www"))
    assert "https://www.example.org/m/index.html#release-2-0" in (
        Path(elsewhere.app.outdir) / "index.atom"
    ).read_text(encoding="utf-8")
    without = build(project, index=HISTORY, conf=BASE)
    assert not list(Path(without.app.outdir).glob("*.atom"))


def test_a_driver_that_is_in_no_release_yet_has_a_feed_without_entries(project):
    new = "[driver.new]\ntitle = New\n"
    built = build(project, now=f"{new}{NOW}", index=f"{FEED}   :features: feature.pause\n", conf=BASE)
    assert ET.parse(Path(built.app.outdir) / "index-new.atom").findall(f"{ATOM}entry") == []


def test_a_history_that_changes_nothing_says_so(project):
    tracker = Tracker(path="m.ini", tags="*")
    release = Release(name="1.0", date="2026-01-20", commit="1" * 40, path="m.ini", readable=True)
    tracker.add(release, loads_ini(NOW, "m.ini")[0])
    told = to_history_json(tracker.history(loads_ini(NOW, "m.ini")[0]))
    (project.folder / "m.history.json").write_text(told, encoding="utf-8")
    built = build(project, told=False, index=FEED, conf=BASE)
    assert built.page().select_one("section > p").get_text() == "No differences."
    feed = ET.parse(Path(built.app.outdir) / "index.atom").getroot()
    assert [each.findtext(f"{ATOM}title") for each in feed.findall(f"{ATOM}entry")] == ["1.0"]


@pytest.mark.parametrize("option", ["", "   :history: m.history.json\n"])
def test_a_broken_history_is_said_once(project, option):
    (project.folder / "m.history.json").write_text("[", encoding="utf-8")
    build(
        project,
        told=False,
        index=HISTORY + option,
        warnings="m.history.json:1: WARNING: this is no JSON: Expecting value [support_matrix.bad-history]\n",
    )


def test_a_history_that_is_asked_for_and_not_there_is_said_once(project):
    build(
        project,
        index=f"{HISTORY}   :history: other.json\n",
        warnings="index.rst:4: WARNING: the file 'other.json' is not there [support_matrix.missing-file]\n",
    )


def test_changes_follow_the_titles_of_another_page(project):
    project.write(other_rst=f":orphan:\n\nOther\n=====\n{SHOWN}")
    build(project, index=HISTORY)
    project.write(
        m_ini=NOW.replace("title = Beta", "title = Gamma").replace("title = Grow", "title = Shrink")
    )
    page = project.build().page()
    assert [each.get_text() for each in page.select("#release-2-0 li a")] == ["Gamma", "Shrink"]


NO_HISTORY = (
    "index.rst:4: WARNING: there is no history beside 'm.ini'; write it with 'support-matrix history m.ini --write', or name "
    "it with ':history:' [support_matrix.missing-file]\n"
)


def test_a_history_without_releases_is_none(project):
    told = to_history_json(Tracker(path="m.ini", tags="*").history(loads_ini("", "m.ini")[0]))
    (project.folder / "m.history.json").write_text(told, encoding="utf-8")
    build(project, told=False, index=HISTORY, warnings=NO_HISTORY)


def test_a_history_that_cannot_be_read_is_said_once(project):
    (project.folder / "m.history.json").mkdir()
    build(
        project,
        told=False,
        index=HISTORY,
        warnings="index.rst:4: WARNING: the file 'm.history.json' cannot be read: Is a directory "
        "[support_matrix.missing-file]\n",
    )


def test_two_pages_of_changes_on_one_page(project):
    for name in ("one", "two"):
        (project.folder / f"{name}.rst").write_text(f"{name}\n===\n\n{HISTORY}", encoding="utf-8")
    page = build(project, index=f".. toctree::\n\n   one\n   two\n{SHOWN}", builder="singlehtml").page()
    found = [each["id"] for each in page.select("section[id*=release]")]
    assert found == ["release-2-0", "release-1-1", "two_release-2-0", "two_release-1-1"]


def test_what_a_history_says_stays_in_its_place(project):
    hostile = 'x</script><img src=x onerror=alert(1)> `a`_ *b* \\$\\alpha$ "q" 1--2'
    own = f"[level.odd one]\ntitle = {hostile}\nsymbol = <\ncounts-as = partial\n"
    tracker = Tracker(path="m.ini", tags="*")
    texts = (
        own + OLD.replace("= missing", "= odd one"),
        NOW.replace("title = Beta", f"title = {hostile}"),
        NOW,
    )
    for number, text in enumerate(texts, 1):
        release = Release(
            name=f"{number} {hostile}",
            date="2026-01-20",
            commit=str(number) * 40,
            path="m.ini",
            readable=True,
        )
        tracker.add(release, loads_ini(text, "m.ini")[0])
    told = to_history_json(tracker.history(loads_ini(NOW, "m.ini")[0]))
    (project.folder / "m.history.json").write_text(told, encoding="utf-8")
    built = build(project, ":removed:", told=False, conf=BASE)
    page = built.page()
    past = json.loads(page.select_one("script.sm-past").string)
    assert past["levels"]["odd one"] == ["sm-partial sm-level-odd-one", hostile, "<"]
    assert past["releases"][0] == f"1 {hostile}"
    assert page.select("img[src=x]") == []
    assert page.select("#removed li")[0].get_text().endswith(f": last in 1 {hostile}")
    page = build(project, told=False, conf=BASE, index=FEED + SHOWN).page()
    assert page.select("img[src=x]") == []
    assert page.select_one("section[id^=release] > h2").get_text().startswith(f"3 {hostile}")
    feed = feedparser.parse((Path(built.app.outdir) / "index.atom").read_bytes())
    assert not feed.bozo
    assert [each.title for each in feed.entries] == [f"{number} {hostile}" for number in (3, 2, 1)]


@pytest.mark.parametrize("builder", ["text", "man", "latex", "texinfo"])
def test_a_picture_in_a_table_is_a_list(project, builder):
    index = ".. list-table::\n\n   * - .. support_matrix_driver:: a m.ini\n"
    conf = "" if builder != "man" else "man_pages = [('index', 'index', 'x', 'x', 1)]\n"
    built = build(project, index=index, builder=builder, conf=conf, warnings=None)
    assert "error" not in built.warnings.casefold()
    every = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in Path(built.app.outdir).iterdir()
        if path.is_file()
    ]
    assert any("1.1: 1 complete, 1 partial, 0 missing" in " ".join(text.split()) for text in every)
