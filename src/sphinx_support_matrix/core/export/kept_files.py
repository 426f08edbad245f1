"""What the files have in common that are kept beside a matrix: JSON with a version, and a line for each item."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import escaped_in_line, printable
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.problems.problem import Code

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptForm:
    """One kind of such a file."""

    what: str
    """What it holds, such as ``evidence``."""

    version: int
    """Raised when a program that reads the old form could not read the new one."""

    code: Code
    """The code of everything that is wrong with one."""

    unmerged: str
    """What to do where git could not merge two versions."""

    def read(self, source: str | bytes, path: str) -> tuple[str, dict[str, object] | None, list[Problem]]:
        """The text of a file and the object in it, if it is one of this kind, and what is wrong.

        :param source: The text of the file, or its bytes.
        :param path: The path to show in the locations of problems.
        """
        text, problems = (
            decode(source, path) if isinstance(source, bytes) else (source.removeprefix("\ufeff"), [])
        )
        try:
            data: object = json.loads(text, object_pairs_hook=_object)
        except json.JSONDecodeError as error:
            return text, None, [*problems, self._no_json(text, path, error)]
        except (ValueError, RecursionError) as error:
            what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
            return text, None, [*problems, self.problem(path, 1, f"this is no JSON of {self.what}: {what}")]
        if not isinstance(data, dict) or data.get("version") != self.version:
            message = f"expected {self.what} as JSON of version {self.version}"
            return text, None, [*problems, self.problem(path, 1, message)]
        return text, data, problems

    def problem(self, path: str, line: int, message: str, *, column: int = 1) -> Problem:
        """Something that is wrong with a file."""
        # It can name a property, and nothing has looked at what that is called.
        location = Location(path=path, line=line, column=column)
        return Problem(code=self.code, message=printable(message), location=location)

    def _no_json(self, text: str, path: str, error: json.JSONDecodeError) -> Problem:
        line = text.split("\n")[error.lineno - 1]
        if line.startswith(_CONFLICT):
            message = f"two versions of this file were not merged; {self.unmerged}"
            return self.problem(path, error.lineno, message)
        return self.problem(path, error.lineno, f"this is no JSON: {error.msg}", column=error.colno)


def json_line(value: object) -> str:
    """*value* as JSON on one line."""
    return escaped_in_line(json.dumps(value, ensure_ascii=False))


def json_lines(items: Iterable[object]) -> str:
    """*items* as a list in JSON, each on a line of its own."""
    lines = ",\n".join(map(json_line, items))
    return f"[\n{lines}\n]" if lines else "[]"


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON.

    :raises ValueError: if a property is there twice, of which :mod:`json` would take the last one.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has the property '{twice}' twice")
    return found
