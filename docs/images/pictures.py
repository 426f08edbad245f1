"""Make the pictures of the documentation from the page itself.

``python docs/images/pictures.py docs/_build/html``: it needs the packages of the group ``browser``, and Chromium.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
HEIGHT = 640
PICTURES = {
    "showcase": "",
    "ask-needs": "?needs=console.serial.log,live-migrate&at=complete",
    "ask-cell": "?find=migration",
    "ask-compare": "?compare=libvirt-kvm-x86,vmware,hyperv",
}
"""The view of the showcase in each picture."""


def take(page: Page, name: str, address: str) -> None:
    """Take the picture *name* of the view at *address*."""
    page.goto(address)
    page.wait_for_selector(".sm-find")
    if name == "ask-cell":
        page.locator("table.support-matrix-summary td a.sm-noted:visible").first.click()
    places = [page.locator(each).first.bounding_box() for each in (".sm-legend", ".support-matrix-frame")]
    legend, frame = places
    assert legend is not None
    assert frame is not None
    page.screenshot(
        path=HERE / f"{name}.png",
        clip={"x": frame["x"] - 8, "y": legend["y"] - 8, "width": frame["width"] + 16, "height": HEIGHT},
    )


def main(built: Path) -> None:
    """Take all pictures of the documentation in the folder *built*."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1180, "height": 1000}, color_scheme="light")
        for name, query in PICTURES.items():
            take(page, name, f"{(built / 'showcase.html').resolve().as_uri()}{query}")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
