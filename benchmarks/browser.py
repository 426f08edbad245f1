"""What Chromium does with a page, and how long it takes. Needs Playwright and Chromium."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

# Milliseconds.
_TIMEOUT = 600_000
# Until what a page leaves behind is gone, in seconds.
_GONE = 1.0
# Between two keys, as fast typists type.
_PAUSE = 200
_LOAD = "performance.timing.loadEventEnd - performance.timing.navigationStart"
# What was not displayed has to be laid out as if it were new, whatever the theme says of widths.
_LAYOUT = """() => {
  const body = document.body;
  body.style.display = 'none';
  body.getBoundingClientRect();
  body.style.display = '';
  const start = performance.now();
  body.getBoundingClientRect();
  return performance.now() - start;
}"""
_PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
# From the key to the end of the frame that shows what it does.
_TIME_KEYS = """() => {
  window.times = [];
  document.querySelector('.sm-find').addEventListener('keydown', event => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
      port2.postMessage('');
    });
  });
}"""
# What is typed and erased again, of titles of features and drivers: some go, and come back.
_KEYS = [
    *"12",
    "Backspace",
    "3",
    "Backspace",
    "Backspace",
    *"vol",
    *["Backspace"] * 3,
    *"015",
    *["Backspace"] * 3,
]


def is_available() -> bool:
    """Whether there is a browser to measure with."""
    try:
        import playwright.sync_api  # noqa: F401 - only asked for
    except ImportError:
        return False
    return shutil.which("chromium") is not None


def show(pages: Sequence[Path], runs: int) -> list[dict[str, list[float]]]:
    """Show *pages* in turn, forwards and backwards; what was found for each of them.

    A browser that has just begun is slow, and what a large page leaves behind takes the time of the next. So all are shown
    once before, and each waits until the last one has gone.

    ``load`` is the time from navigation to the load event and ``layout`` that of a full layout, both
    in milliseconds.
    """
    found: list[dict[str, list[float]]] = [{"load": [], "layout": []} for _ in pages]
    with chromium() as browser:
        for run in range(-1, runs):
            pairs = list(zip(pages, found, strict=True))
            for path, times in pairs if run % 2 else reversed(pairs):
                page = browser.new_page()
                page.set_default_timeout(_TIMEOUT)
                page.goto(path.as_uri(), wait_until="load")
                page.wait_for_function("performance.timing.loadEventEnd > 0")
                load, layout = (float(page.evaluate(each)) for each in (_LOAD, _LAYOUT))
                page.close()
                time.sleep(_GONE)
                if run >= 0:
                    times["load"].append(load)
                    times["layout"].append(layout)
    return found


def filter_by_keys(path: Path, runs: int) -> list[float]:
    """Type into the search box of *path*; how many milliseconds it takes from each key to the picture that it leads to."""
    times: list[float] = []
    with chromium() as browser:
        for _ in range(runs):
            page = browser.new_page()
            page.set_default_timeout(_TIMEOUT)
            page.goto(path.as_uri(), wait_until="load")
            page.locator(".sm-find").focus()
            page.evaluate(_TIME_KEYS)
            for number, key in enumerate(_KEYS, 1):
                page.keyboard.press(key)
                page.wait_for_function(f"window.times.length === {number}")
                page.wait_for_timeout(_PAUSE)
            times += page.evaluate("window.times")
            page.close()
    return times


def count_boxes(browser: Browser, path: Path, style: str = "") -> int:
    """How many layout objects Chromium makes of a page with *style* added to it, before somebody scrolls.

    It is Chromium's own counter, and the same each time.
    """
    # Beside the page, whose own styles have relative addresses.
    styled = path.with_name("styled.html")
    html = path.read_text(encoding="utf-8")
    styled.write_text(html.replace("</head>", f"<style>{style}</style></head>", 1), encoding="utf-8")
    page = browser.new_page()
    page.set_default_timeout(_TIMEOUT)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(styled.as_uri(), wait_until="load")
    page.evaluate(_PAINTED)
    # What an earlier page was made of counts until it is thrown away.
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    page.close()
    styled.unlink()
    return next(int(metric["value"]) for metric in metrics if metric["name"] == "LayoutObjects")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
