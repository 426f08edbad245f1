"""Chromium, started once. Where there is none, or no Playwright, the tests are skipped."""

from __future__ import annotations

import shutil

import pytest

from tests.browser.chromium import TIMEOUT
from tests.marking import all_are

pytest_collection_modifyitems = all_are(__file__, "browser")

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=TIMEOUT)
        yield browser
        browser.close()
