"""Pages with matrices to ask, and what they show."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.evidence.evidence_json import to_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.history.history_json import to_history_json
from sphinx_support_matrix.core.history.history_model import Release
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.matrix.select import Order, select
from tests.browser.chromium import LAID_OUT, TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LEVELS = ("complete", "partial", "missing", "unknown", "preview", "not-applicable")
STATUSES = ("mandatory", "optional", "optional", "choice(c)")
POLICY = "script-src 'self'; style-src 'self'"

# The key of a row, which most features leave to the anchor.
KEY_OF_ROW = """row => {
  const head = row.cells[0];
  const anchor = head.id || head.querySelector('a')?.hash.slice(1) || '';
  return row.dataset.key ?? anchor.replace('_', '.').replaceAll('_', '-');
}"""
# The keys of the drivers and features that can be seen, in their order, and how many cells that is.
SHOWN = (
    f"""table => {{
  const keyOfRow = {KEY_OF_ROW};"""
    """
  const seen = element => element.offsetParent !== null;
  const across = [...table.tHead.querySelectorAll('th[data-key]')].filter(seen).map(head => head.dataset.key);
  const rows = [...table.tBodies].flatMap(body => [...body.rows]).filter(row => !row.matches('.sm-group') && seen(row));
  const down = rows.map(keyOfRow);
  const cells = rows.map(row => [...row.cells].filter(cell =>
    cell.tagName === 'TD' && !cell.matches('.sm-status, .sm-tally, .sm-count') && seen(cell)).length);
  const byDriver = table.dataset.rows === 'drivers';
  return {
    drivers: byDriver ? down : across,
    features: byDriver ? across : down,
    cells: cells.reduce((sum, each) => sum + each, 0),
  };
}"""
)

# Where the matrices of a page and what stands around them are: tag, and left, top, width and height in CSS pixels.
PLACES = """() => [...document.querySelectorAll('section, h1, h2, h3, p, .support-matrix-frame, table, tr, th, td')]
  .filter(each => !each.closest('.sm-tools'))
  .map(each => [each.tagName, each.getBoundingClientRect()])
  .map(([tag, box]) => [tag, ...[box.x, box.y, box.width, box.height].map(Math.round)])"""


def made_up(features: int, drivers: int) -> str:
    """A file with groups, notes, releases, a level of its own and names with commas."""
    parts = ["[level.preview]\ntitle = preview\nsymbol = \N{BLACK STAR}\ncounts-as = partial\n"]
    parts += ["[group.storage]\ntitle = Storage\n", "[group.net]\ntitle = Network\n"]
    parts += [
        f"[driver.d{number}]\ntitle = Driver {number} (kind {number % 3})\n" for number in range(drivers)
    ]
    parts.append("[driver.with,comma]\ntitle = Comma\n")
    for row in range(features):
        prefix = ("operation", "storage", "net")[row * 3 // features]
        status = STATUSES[row % 4]
        parts.append(
            f"[{prefix}.f{row}]\ntitle = Feature {row}\nstatus = {status}\nnotes = Text {row} with a zebra{row}.\n"
        )
        for column, key in enumerate([*(f"d{number}" for number in range(drivers)), "with,comma"]):
            level = LEVELS[(row * column + row + column * column) % 6] if (row + column) % 5 else "complete"
            parts.append(f"driver.{key} = {level}{':2026.1' if (row + column) % 7 == 0 else ''}\n")
            if (row * column) % 11 == 5:
                parts.append(f"driver-notes.{key} = Only with a giraffe{column}.\n")
    return "".join(parts)


def write_beside(path: Path, releases: Mapping[str, str]) -> None:
    """Evidence of every kind for the file at *path*, and the history of the texts that it had in *releases*."""
    tracker = Tracker(path=path.name, tags="*")
    for number, (name, text) in enumerate(releases.items(), 1):
        date, commit = f"2026-0{number}-01", f"{number:040}"
        release = Release(name=name, date=date, commit=commit, path=path.name, readable=True)
        tracker.add(release, loads_ini(text, path.name)[0])
    matrix, _problems = loads_ini(path.read_text(encoding="utf-8"), path.name)
    cells = tuple(
        CellEvidence(
            feature=feature.name,
            driver=driver.key,
            passed=(row + column) % 3,
            failed=(row * column) % 2,
            failing=("test_x",) if (row * column) % 2 else (),
            time=datetime(2026, 1 + row % 9, 1, tzinfo=UTC),
            run="https://ci.example.org/1",
        )
        for row, feature in enumerate(matrix.features)
        for column, driver in enumerate(matrix.drivers)
        if (row + 2 * column) % 4
    )
    texts = {
        "history": to_history_json(tracker.history(matrix)),
        "evidence": to_evidence_json(Evidence(path="", cells=cells)),
    }
    for kind, text in texts.items():
        path.with_suffix(f".{kind}.json").write_text(text, encoding="utf-8")


def shown_matrix(path: Path):
    """The matrix of a file as a page shows it."""
    return select(load(path)[0], order=Order.TITLE)


def shown(page, number: int = 0):
    """What a page shows of a matrix, once the rows are there that come after the first picture."""
    page.wait_for_function("() => !document.querySelector('.sm-later')")
    return page.locator("table.support-matrix-summary").nth(number).evaluate(SHOWN)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of *folder*, with a content policy that allows nothing that stands in a page."""

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def build(folder: Path, pages: dict[str, list[tuple[str, str]]], texts: dict[str, str]) -> None:
    """Build a project into ``out``: pages of matrices with their options, and the texts of their files."""
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_support_matrix']\nhtml_theme = 'furo'\nproject = 'P'\n"
    )
    (folder / "index.rst").write_text("P\n=\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in pages))
    for name, text in texts.items():
        (folder / f"{name}.ini").write_text(text, encoding="utf-8")
    for name, matrices in pages.items():
        body = "".join(f".. support_matrix:: {stem}.ini\n{options}\n" for stem, options in matrices)
        (folder / f"{name}.rst").write_text(f"{name}\n{'=' * len(name)}\n\n{body}")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)


def keys(items):
    """The names of drivers or features in an address, and in the page."""
    return [each.key if hasattr(each, "key") else each.name for each in items]


def optional(matrix, driver):
    """How many features that are not required a driver has."""
    column = keys(matrix.drivers).index(driver.key)
    return sum(
        each.implementations[column].level.is_supported
        for each in matrix.features
        if each.status.kind.value == "optional"
    )


def places(browser, url, width, *, script):
    """Where everything on a page stands, with the script or while that is still on its way.

    Details that are out of sight are laid out at once: when a browser does so otherwise is its own affair.
    """
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(TIMEOUT)
    if not script:
        page.route("**/matrix.js*", lambda route: route.abort())
    page.goto(url)
    if script:
        page.locator(".sm-tools").first.wait_for()
    page.add_style_tag(content=LAID_OUT)
    found = page.evaluate(PLACES)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    page.close()
    return found
