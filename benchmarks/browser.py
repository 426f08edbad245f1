"""How long Chromium takes to show a page. Needs Playwright and Chromium."""

from __future__ import annotations

import shutil
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Milliseconds.
_TIMEOUT = 600_000
_LOAD = "performance.timing.loadEventEnd - performance.timing.navigationStart"
# A new width makes every line of the page be laid out again.
_LAYOUT = """() => {
  const start = performance.now();
  document.documentElement.style.width = '900px';
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def is_available() -> bool:
    """Whether there is a browser to measure with."""
    try:
        import playwright.sync_api  # noqa: F401 - only asked for
    except ImportError:
        return False
    return shutil.which("chromium") is not None


def show(pages: Sequence[Path], runs: int) -> list[dict[str, float]]:
    """Show *pages* in turn; the medians for each of them.

    ``load`` is the time from navigation to the load event and ``layout`` that of a full layout, both
    in milliseconds.
    """
    from playwright.sync_api import sync_playwright

    found: list[dict[str, list[float]]] = [{"load": [], "layout": []} for _ in pages]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for _ in range(runs):
            for path, times in zip(pages, found, strict=True):
                page = browser.new_page()
                page.set_default_timeout(_TIMEOUT)
                page.goto(path.as_uri(), wait_until="load")
                page.wait_for_function("performance.timing.loadEventEnd > 0")
                times["load"].append(float(page.evaluate(_LOAD)))
                times["layout"].append(float(page.evaluate(_LAYOUT)))
                page.close()
        browser.close()
    return [{name: median(times) for name, times in each.items()} for each in found]
