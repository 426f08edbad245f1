"""Each parameter of an address against core's own answer: real matrices, seven on a page, and a large one."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from sphinx_support_matrix.core.matrix.names import short
from sphinx_support_matrix.core.matrix.query import supporting
from tests.browser.chromium import open_page
from tests.browser.matrix_pages import build, keys, made_up, optional, places, shown, shown_matrix

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")

pytestmark = pytest.mark.once

BIG = "big"
OCTAVIA = ("healthmonitor", "l7policy", "l7rule", "lb", "listener", "member", "pool")
VISIT = """query => {
  history.pushState(null, '', query);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
ROWS = "table => table.dataset.rows"


@pytest.fixture(scope="module")
def site(corpus, tmp_path_factory):
    """The folder of the pages, and of each matrix its page and its number there."""
    octavia = [f"octavia-{name}" for name in OCTAVIA]
    pages = {"nova": ["nova-2026"], "cinder": ["cinder-2026"], "octavia": octavia, BIG: [BIG]}
    texts = {
        stem: (corpus / f"{stem}.ini").read_text(encoding="utf-8")
        for stems in pages.values()
        for stem in stems
        if stem != BIG
    }
    folder = tmp_path_factory.mktemp("addresses")
    build(
        folder,
        {name: [(stem, "") for stem in stems] for name, stems in pages.items()},
        texts | {BIG: made_up(200, 39)},
    )
    return folder, {
        stem: (name, number) for name, stems in pages.items() for number, stem in enumerate(stems)
    }


@pytest.fixture(scope="module")
def window(browser):
    """One page for all tests, that goes from view to view."""
    page = open_page(browser, "about:blank", viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture(
    scope="module", params=["nova-2026", "cinder-2026", *(f"octavia-{name}" for name in OCTAVIA), BIG]
)
def ask(request, site, window):
    """Open the page of a matrix with parameters; what it shows, and what core has."""
    folder, on_page = site
    stem = request.param
    name, number = on_page[stem]
    matrix = shown_matrix(folder / f"{stem}.ini")
    prefix = f"{stem}." if number else ""

    def ask(**parameters):
        # Each value for itself, as names with commas need it.
        pairs = [
            f"{prefix}{parameter}={quote(str(value))}"
            for parameter, values in parameters.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        url = (folder / "out" / f"{name}.html").as_uri()
        query = "?" + "&".join(pairs)
        if window.url.partition("?")[0] != url:
            window.goto(url + query)
        else:
            # As when somebody goes back: large pages take their time to open.
            window.evaluate(VISIT, query)
        assert window.locator(".sm-said > [role=alert]").count() == 0
        return shown(window, number)

    return matrix, ask


def expected(drivers, features):
    return {
        "drivers": keys(drivers),
        "features": keys(features),
        "cells": len(drivers) * len(features),
    }


def levels(matrix, feature, drivers):
    columns = [matrix.drivers.index(driver) for driver in drivers]
    return [feature.implementations[column].level for column in columns]


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("name", ["nova", "cinder", "octavia"])
def test_nothing_moves_when_the_controls_come(browser, site, name, width):
    url = (site[0] / "out" / f"{name}.html").as_uri()
    before = places(browser, url, width, script=False)
    assert len(before) > 100
    assert places(browser, url, width, script=True) == before


@pytest.mark.parametrize("at", [None, "complete", "missing"])
def test_needs(ask, at):
    matrix, ask = ask
    names = [matrix.features[index].name for index in (0, len(matrix.features) // 2)]
    fitting = supporting(matrix, names, at or "partial")
    fitting = sorted(fitting, key=lambda driver: -optional(matrix, driver))
    parameters = {"at": at} if at else {}
    assert ask(needs=[names[0], short(names[1])], **parameters) == expected(fitting, matrix.features)


def test_drivers(ask):
    matrix, ask = ask
    chosen = [matrix.drivers[0], matrix.drivers[-1]]
    found = ask(drivers=keys(reversed(chosen)))
    assert found == expected(chosen, matrix.features)


@pytest.mark.parametrize("rows", ["features", "drivers"])
def test_status_in_rows_and_in_columns(ask, window, rows):
    matrix, ask = ask
    kinds = sorted({each.status.kind.value for each in matrix.features})[:2]
    features = [each for each in matrix.features if each.status.kind.value in kinds]
    assert ask(status=kinds, rows=rows) == expected(matrix.drivers, features)
    assert rows in window.locator("table.support-matrix-summary").evaluate_all("all => all.map(" + ROWS + ")")


@pytest.mark.parametrize("level", ["complete", "missing"])
def test_level_of_a_driver_shown(ask, level):
    matrix, ask = ask
    driver = matrix.drivers[-1]
    features = [
        each
        for each in matrix.features
        if any(found.is_or_counts_as(level) for found in levels(matrix, each, [driver]))
    ]
    assert ask(level=level, drivers=driver.key) == expected([driver], features)


def test_compare_and_all(ask):
    matrix, ask = ask
    drivers = [matrix.drivers[-1], matrix.drivers[0]]
    features = [
        each for each in matrix.features if len({level.name for level in levels(matrix, each, drivers)}) > 1
    ]
    assert features
    assert ask(compare=keys(drivers)) == expected(drivers, features)
    assert ask(compare=keys(drivers), all=1) == expected(drivers, matrix.features)


def test_find(ask):
    matrix, ask = ask
    text = matrix.features[-1].name
    features = [each for each in matrix.features if text in f"{each.title.text} {each.name}".lower()]
    assert ask(find=text) == expected(matrix.drivers, features)
    text = matrix.drivers[1].title.text.lower()
    drivers = [each for each in matrix.drivers if text in f"{each.title.text} {each.key}".lower()]
    assert ask(find=text) == expected(drivers, matrix.features)


def test_sort(ask):
    matrix, ask = ask
    feature = matrix.features[1]
    order = ["complete", "partial", "missing", "unknown", "not-applicable"]

    def place(driver):
        return order.index(levels(matrix, feature, [driver])[0].counts_as)

    drivers = sorted(matrix.drivers, key=place)
    assert ask(sort=feature.name) == expected(drivers, matrix.features)
    drivers = sorted(matrix.drivers, key=lambda driver: -place(driver))
    assert ask(sort=f"-{feature.name}") == expected(drivers, matrix.features)
