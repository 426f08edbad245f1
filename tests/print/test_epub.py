"""EPUB, as epubcheck sees it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_support_matrix.core.evidence.evidence_json import to_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.history.history_json import to_history_json
from sphinx_support_matrix.core.history.history_model import Release
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.loading import loads_ini

ROOT = Path(__file__).resolve().parents[2]
# Debian's package installs a jar that is executable only where the kernel knows jars.
EPUBCHECK = Path("/usr/share/java/epubcheck.jar")
# Half of its time would go into making a program fast that runs once.
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def test_epubcheck_finds_nothing(project, run):
    if not EPUBCHECK.exists():
        pytest.skip("epubcheck is not installed")
    shutil.copy(ROOT / "support-matrix.ini", project.folder)
    matrix, _problems = loads_ini((project.folder / "support-matrix.ini").read_bytes(), "support-matrix.ini")
    tracker = Tracker(path="support-matrix.ini", tags="*")
    for number, then in enumerate((replace(matrix, features=matrix.features[1:]), matrix), 1):
        name = f"{number}.0 <&>"
        tracker.add(
            Release(name=name, date=f"2026-0{number}-20", commit=str(number) * 40, path="m", readable=True),
            then,
        )
    results = [
        CellEvidence(
            feature=feature.name,
            driver=driver.key,
            passed=1,
            failed=number % 3,
            failing=("test <&>",) if number % 3 else (),
            run='https://example.org/a "b"<c>',
        )
        for feature in matrix.features[:3]
        for number, driver in enumerate(matrix.drivers)
    ]
    (project.folder / "support-matrix.evidence.json").write_text(
        to_evidence_json(Evidence(path="", cells=tuple(results))), encoding="utf-8"
    )
    (project.folder / "support-matrix.history.json").write_text(
        to_history_json(tracker.history(matrix)), encoding="utf-8"
    )
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nversion = '1'\nepub_copyright = 'x'\n"
        "project = 'Book'\nauthor = 'A'\nepub_basename = 'book'\nepub_show_urls = 'no'\n"
        "suppress_warnings = ['epub.unknown_project_files']\n",
        index_rst="Title\n=====\n\n.. support_matrix::\n   :caption: Everything\n   :removed:\n\n.. support_matrix_history::\n\n.. toctree::\n\n   driver\n",
        driver_rst="Driver\n======\n\n:support:level:`pause@ironic`\n\n.. support_matrix_driver:: ironic\n",
    )
    built = project.build("epub")
    report = run("java", *QUICK, "-jar", EPUBCHECK, built.app.outdir / "book.epub")
    assert "No errors or warnings detected." in report
