"""Read test results in JUnit's XML, one test after the other, whatever the size of the file.

Every tool writes this format in its own way. What is read here is what they have in common: suites, which can stand in
suites, with properties; test cases, with properties, and with what went wrong as their children.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from sphinx_support_matrix.core.evidence.results_model import (
    DRIVER_PROPERTY,
    FEATURE_PROPERTY,
    NOT_RUN,
    CaseResult,
    Outcome,
    Stated,
    SuiteFacts,
)
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_SUITE_PROPERTIES = {
    DRIVER_PROPERTY: "driver",
    "driver": "driver",
    "support_matrix.release": "release",
    "release": "release",
    # A property that is called only so says something else in many files.
    "support_matrix.environment": "environment",
}
_SUITES = ("testsuites", "testsuite")
_OUTCOMES = {"failure": Outcome.FAILED, "error": Outcome.ERROR, "skipped": Outcome.SKIPPED}
# A test that says nothing went wrong, because it did not run.
_DID_NOT_RUN = frozenset({"notrun", "disabled", "skipped", "suppressed", "ignored"})
_TRUNCATED = frozenset(
    {
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    }
)
# No tool comes near these. Each level and each character of a tag costs memory.
_DEEPEST = 100
_LONGEST_TAG = 16_000_000


class ResultsError(Exception):
    """A file of results cannot be read to its end."""

    def __init__(self, problem: Problem) -> None:
        """Say what is wrong with it."""
        super().__init__(problem.message)
        self.problem = problem


def read_results(chunks: Iterable[bytes], path: str) -> Iterator[CaseResult]:
    """The tests that a file of results has, in its order.

    :param chunks: The bytes of the file, in parts of any size.
    :param path: The path to show in the location of a problem.
    :raises ResultsError: at the first thing that makes the file unreadable.
    """
    reader = _JUnitReader(path)
    for chunk in chunks:
        reader.feed(chunk)
        yield from reader.take()
    reader.feed(b"", is_last=True)
    yield from reader.take()


class _JUnitReader:
    """Takes the bytes of one file, and makes tests of its elements."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._taken = 0
        self._done: list[CaseResult] = []
        self._elements: list[str] = []
        self._suites: list[SuiteFacts] = []
        # Whether each suite has had a test: what it says later comes too late.
        self._begun: list[bool] = []
        self._case: _OpenCase | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        self._taken += len(chunk)
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            raise self._broken(error) from error
        except (LookupError, ValueError) as error:
            # So Python says that it does not have the encoding, or that expat cannot use it.
            raise self._error(
                "the encoding that the XML declares cannot be read; write the results in UTF-8", 1
            ) from error
        if not is_last and self._taken - self._parser.CurrentByteIndex > _LONGEST_TAG:
            raise self._error(f"a tag is longer than {_LONGEST_TAG // 1_000_000} MB")

    def take(self) -> list[CaseResult]:
        """The tests that have come to an end since the last time."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._elements and name not in _SUITES:
            raise self._error(
                f"expected test results in JUnit's XML, <testsuites> or <testsuite>, not <{name}>"
            )
        if len(self._elements) >= _DEEPEST:
            raise self._error(f"elements stand in more than {_DEEPEST} others")
        parent = self._elements[-1] if self._elements else ""
        self._elements.append(name)
        if name in _SUITES:
            self._open_suite(attributes)
        elif name == "testcase":
            self._open_case(attributes)
        elif name == "property" and parent == "properties":
            self._property(attributes)
        elif self._case is not None and parent == "testcase" and name in _OUTCOMES:
            outcome = _OUTCOMES[name]
            if outcome is Outcome.SKIPPED and _is_expected_failure(attributes):
                outcome = Outcome.EXPECTED_FAILURE
            self._case.outcome = max(self._case.outcome, outcome)

    def _end(self, name: str) -> None:
        self._elements.pop()
        if name in _SUITES:
            self._suites.pop()
            self._begun.pop()
        elif name == "testcase" and self._case is not None:
            self._done.append(self._case.result(self._suites[-1]))
            self._case = None

    def _open_suite(self, attributes: dict[str, str]) -> None:
        facts = self._suites[-1] if self._suites else SuiteFacts()
        if attributes.get("timestamp", "").strip():
            facts = replace(facts, timestamp=self._stated(attributes["timestamp"]))
        self._suites.append(facts)
        self._begun.append(False)

    def _open_case(self, attributes: dict[str, str]) -> None:
        if self._case is not None:
            raise self._error("a test case stands in another one")
        self._begun = [True] * len(self._begun)
        self._case = _OpenCase(attributes, self._line)
        if not self._case.name.strip():
            raise self._error("a test case has no name")

    def _property(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "").strip()
        if self._case is None:
            field = _SUITE_PROPERTIES.get(name)
            if field is not None:
                self._suite_property(name, field, attributes)
        elif name == FEATURE_PROPERTY:
            self._case.features.append(self._value(name, attributes))
        elif name == DRIVER_PROPERTY:
            self._case.drivers.append(self._value(name, attributes))

    def _suite_property(self, name: str, field: str, attributes: dict[str, str]) -> None:
        value = self._value(name, attributes)
        if self._begun[-1]:
            raise self._error(f"the property '{name}' of a suite has to stand before its test cases")
        known: Stated | None = getattr(self._suites[-1], field)
        above: Stated | None = getattr(self._suites[-2], field) if len(self._suites) > 1 else None
        # The name that nobody else uses counts, wherever it stands.
        if name.startswith("support_matrix.") or known == above:
            changes: dict[str, Any] = {field: value}
            self._suites[-1] = replace(self._suites[-1], **changes)

    def _value(self, name: str, attributes: dict[str, str]) -> Stated:
        value = attributes.get("value", "").strip()
        if not value:
            raise self._error(f"the property '{name}' needs a value")
        return self._stated(value)

    def _stated(self, text: str) -> Stated:
        return Stated(text.strip(), self._line)

    def _doctype(self, *_: object) -> None:
        raise self._error(
            "test results need no document type and no entities, which are refused; remove <!DOCTYPE ...>"
        )

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber

    def _broken(self, error: expat.ExpatError) -> ResultsError:
        what = expat.ErrorString(error.code)
        if not self._taken:
            return self._error("the file is empty; expected test results in JUnit's XML", 1)
        if what in _TRUNCATED:
            return self._error(
                "the file ends too early: it is cut off, or is still being written", error.lineno
            )
        return self._error(f"this is no XML: {what}", error.lineno, error.offset + 1)

    def _error(self, message: str, line: int | None = None, column: int = 1) -> ResultsError:
        location = Location(path=self._path, line=self._line if line is None else line, column=column)
        return ResultsError(Problem(code=Code.BAD_RESULTS, message=message, location=location))


def _is_expected_failure(skipped: dict[str, str]) -> bool:
    return skipped.get("type") == "pytest.xfail" and not skipped.get("message", "").startswith(NOT_RUN)


class _OpenCase:
    """A test, as long as its element has not ended."""

    def __init__(self, attributes: dict[str, str], line: int) -> None:
        # Names come to terminals, pages and files of lines.
        self.name = on_one_line(attributes.get("name", ""))
        self.classname = on_one_line(attributes.get("classname", ""))
        self.file = on_one_line(attributes["file"]) if attributes.get("file") else None
        self.line = line
        self.features: list[Stated] = []
        self.drivers: list[Stated] = []
        said = {attributes.get("status", "").lower(), attributes.get("result", "").lower()}
        self.outcome = Outcome.SKIPPED if said & _DID_NOT_RUN else Outcome.PASSED

    def result(self, suite: SuiteFacts) -> CaseResult:
        """What is known of the test at its end."""
        return CaseResult(
            classname=self.classname,
            name=self.name,
            file=self.file,
            outcome=self.outcome,
            features=tuple(self.features),
            drivers=tuple(self.drivers),
            suite=suite,
            line=self.line,
        )
