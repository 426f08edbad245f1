"""A page that was published years ago can be made again from the same file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .independent import Site, exact_text_of, heading_text, shown, text_of, the, under

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag


@pytest.fixture(scope="module")
def published(corpus: Path) -> str:
    path = corpus.parent / "reference" / "published-page.txt"
    if not path.is_file():
        pytest.skip("the published page is not beside this checkout")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(published: str) -> list[str]:
    """The summary: a title and a status in each line."""
    _, _, rest = published.partition("\nSummary\n")
    header, *rows = rest.partition("\nDetails\n")[0].split("\n")[1:-1]
    assert header == "Feature Status PowerVM"
    return [shown(row) for row in rows]


@pytest.fixture(scope="module")
def features(published: str) -> dict[str, str]:
    """The details: each feature's title, and the text under it with a bullet before each item."""
    _, _, rest = published.partition("\nDetails\n")
    _, *items = re.split(r"^  \u2022 ", rest.partition("\nNotes:\n")[0], flags=re.MULTILINE)
    parts = (item.partition("\n") for item in items)
    return {shown(title): shown(text) for title, _, text in parts}


@pytest.fixture(scope="module")
def page(site: Site) -> Tag:
    """The page that is made today, with a bullet before each item too."""
    body = site.page("published").body
    for item in body.select("li"):
        item.insert(0, "\u2022 ")
    return body


def test_the_published_text_is_understood(rows: list[str], features: dict[str, str]) -> None:
    assert len(rows) == len(features) == 33
    assert [row.rpartition(" ")[0] for row in rows] == list(features)
    assert all(
        "Status: " in text and "Driver Support: \u2022 PowerVM: " in text for text in features.values()
    )


def test_the_summary_is_the_published_one(page: Tag, rows: list[str]) -> None:
    table = the(page, "table.support-matrix-summary")
    assert [text_of(header) for header in table.select("thead th")] == ["Feature", "Status", "PowerVM"]
    found = [" ".join(text_of(cell) for cell in row.select("th, td")[:2]) for row in table.select("tbody tr")]
    assert found == rows


def test_the_summary_has_the_published_levels(page: Tag, features: dict[str, str]) -> None:
    words = [
        text_of(cell).partition(" ")[0]
        for cell in page.select("table.support-matrix-summary td:not(.sm-status)")
    ]
    levels = [re.findall(r"\u2022 PowerVM: (\w+)", text) for text in features.values()]
    assert [[word] for word in words] == levels


def test_the_details_are_the_published_ones(page: Tag, features: dict[str, str]) -> None:
    found = {}
    for section in under(page, "Details").find_all("section", recursive=False):
        title = heading_text(section)
        found[title] = text_of(section).removeprefix(f"{title}\u00b6 ")
    assert list(found) == list(features)
    # The published page has one label in title case, and its notes after the facts.
    assert {title: by_label(text) for title, text in found.items()} == {
        title: by_label(text.replace("Driver Support:", "Driver support:"))
        for title, text in features.items()
    }


def by_label(text: str) -> dict[str, str]:
    """What a feature's details say under each label; the drivers come last, with notes of their own."""
    before, label, drivers = text.partition("Driver support:")
    assert label
    _, *parts = re.split(r"(?:\u2022 )?(?<!\w)(Status|API alias|CLI commands|Notes):", before)
    labelled = {name: content.strip() for name, content in zip(parts[::2], parts[1::2], strict=True)}
    return labelled | {label: drivers.strip()}


def test_the_commands_are_the_published_ones(page: Tag, published: str) -> None:
    # Whole and untouched: no quote is made curly and no dash long.
    written = re.findall(r"^    \u2022 (?!PowerVM: )(.+)$", published, flags=re.MULTILINE)
    found = [exact_text_of(item) for item in under(page, "Details").select(".sm-commands > li")]
    assert len(written) == 28
    assert [item.removeprefix("\u2022 ") for item in found] == written
