"""Write problems for other programs: GitHub's annotations, JSON and SARIF."""

from __future__ import annotations

import json
import os
import re
from pathlib import PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_support_matrix import __version__
from sphinx_support_matrix.core.ini.characters import escaped_in_json, on_one_line
from sphinx_support_matrix.core.problems.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.problems.problem import Problem

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_OF_WINDOWS = re.compile(r"[A-Za-z]:[\\/]|\\\\")
_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def github(problems: Sequence[Problem]) -> str:
    """*problems* as workflow commands, which GitHub shows beside the lines of a change.

    The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "".join(
        f"::{_GITHUB[problem.severity]} file={_property(problem.location.path)},"
        f"line={problem.location.line},col={problem.location.column},"
        f"title={_property(problem.code.value)}::{_data(problem.message)}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    return on_one_line(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """*problems* as a list of objects."""
    found = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "code": problem.code.value,
            "severity": problem.severity.value,
            "message": problem.message,
        }
        for problem in problems
    ]
    return _dumps({"version": 1, "problems": found})


def sarif(problems: Sequence[Problem]) -> str:
    """*problems* as a log in the Static Analysis Results Interchange Format, version 2.1.0.

    See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
    """
    codes = sorted({problem.code for problem in problems}, key=lambda code: code.value)
    index = {code: number for number, code in enumerate(codes)}
    rules = [
        {
            "id": code.value,
            "shortDescription": {"text": code.explanation},
            "defaultConfiguration": {"level": _SARIF[code.severity]},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": problem.code.value,
            "ruleIndex": index[problem.code],
            "level": _SARIF[problem.severity],
            "message": {"text": problem.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": address(problem.location.path)},
                        "region": {
                            "startLine": problem.location.line,
                            "startColumn": problem.location.column,
                        },
                    }
                }
            ],
        }
        for problem in problems
    ]
    driver = {"name": "support-matrix", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def address(path: str) -> str:
    """*path* as an address: an absolute one has the scheme ``file``, and a relative one none."""
    # No other system has paths like these, so it says which one is meant.
    if (_OF_WINDOWS.match(path) or os.name == "nt") and PureWindowsPath(path).is_absolute():
        return PureWindowsPath(path.encode("utf-8", "replace").decode()).as_uri()
    # A backslash is a character like any other where it does not divide a path.
    own = PurePath(path).as_posix()
    # Only bytes that are not UTF-8 are any of the path itself.
    address = quote(_LONE.sub("\ufffd", own).encode("utf-8", "surrogateescape"))
    return f"file://{address}" if PurePath(path).is_absolute() else address


def _dumps(value: dict[str, Any]) -> str:
    return escaped_in_json(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


REPORTERS = {"github": github, "json": as_json, "sarif": sarif}
"""The reporter of each format."""
