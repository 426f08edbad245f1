"""EPUB, as epubcheck sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Debian's package installs a jar that is executable only where the kernel knows jars.
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
# Half of its time would go into making a program fast that runs once.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def test_epubcheck_finds_nothing(project, run):
    if not EPUBCHECK.exists():
        pytest.skip("epubcheck is not installed")
    shutil.copy(ROOT / "support-matrix.ini", project.folder)
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nversion = '1'\nepub_copyright = 'x'\n"
        "project = 'Book'\nauthor = 'A'\nepub_basename = 'book'\nepub_show_urls = 'no'\n"
        "suppress_warnings = ['epub.unknown_project_files']\n",
        index_rst="Title\n=====\n\n.. support_matrix::\n   :caption: Everything\n\n.. toctree::\n\n   driver\n",
        driver_rst="Driver\n======\n\n:support:level:`pause@ironic`\n\n.. support_matrix_driver:: ironic\n",
    )
    built = project.build("epub")
    report = run("java", *QUICK, "-jar", EPUBCHECK, built.app.outdir / "book.epub")
    assert "No errors or warnings detected." in report
