"""Which driver a test is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import Suggester, listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_support_matrix.core.evidence.results_model import CaseResult, Stated

_PARAMETERS = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")


class DriverError(Exception):
    """A test is for no driver that there is, or for no one driver."""

    def __init__(self, code: Code, subject: str, message: str, line: int) -> None:
        """Say what is wrong, and at which line of the results.

        :param subject: What many tests can have in common that this is wrong of.
        """
        super().__init__(message)
        self.code = code
        self.subject = subject
        self.line = line


class DriverChooser:
    """Finds the drivers that a test is for.

    The first of these that says one counts: the properties of the test, the driver that somebody names for all tests, the
    property of a suite, a regular expression, a parameter of the test.
    """

    def __init__(
        self, keys: Collection[str], given: str | None = None, pattern: re.Pattern[str] | None = None
    ) -> None:
        """Take what is known before there are tests.

        :param keys: The keys of all drivers.
        :param given: The key that somebody names for all tests.
        :param pattern: Finds a key in the name of a test: its group ``driver``, or its first group.
        """
        self._keys = frozenset(keys)
        self._given = given
        self._pattern = pattern
        self._suggester = Suggester()
        longest_first = sorted(self._keys, key=lambda key: (-len(key), key))
        # An empty choice would stand everywhere.
        alternatives = "|".join(map(re.escape, longest_first)) or r"(?!)"
        # At each place where a key can begin, the longest; what is looked ahead for can overlap with the next one.
        self._standing = re.compile(rf"(?<!\w)(?=((?:{alternatives})(?!\w)))")

    def drivers(self, case: CaseResult) -> list[str]:
        """The keys of the drivers that *case* is for; none if nothing says which.

        :raises DriverError: if something says a driver that there is not, or several drivers where one is expected.
        """
        if case.drivers:
            by_test = f"which '{case.full_name}' names"
            return list(dict.fromkeys(self._declared(each, by_test) for each in case.drivers))
        if self._given is not None:
            return [self._given]
        if case.suite.driver is not None:
            return [self._declared(case.suite.driver, "which a suite names")]
        found = self._by_pattern(case) or self._by_parameter(case)
        return [] if found is None else [found]

    def _declared(self, stated: Stated, who: str) -> str:
        if stated.text not in self._keys:
            raise self._unknown(stated.text, who, stated.line)
        return stated.text

    def _unknown(self, name: str, who: str, line: int) -> DriverError:
        nearest = self._suggester.did_you_mean(name, "driver", self._keys)
        message = f"there is no driver '{name}', {who}{nearest}"
        return DriverError(Code.EVIDENCE_UNKNOWN_NAME, name, message, line)

    def _by_pattern(self, case: CaseResult) -> str | None:
        if self._pattern is None:
            return None
        for name in filter(None, (case.full_name, case.name_in_file)):
            match = self._pattern.search(name)
            found = match and match["driver" if "driver" in self._pattern.groupindex else 1]
            if found and found not in self._keys:
                raise self._unknown(found, f"which the pattern finds in '{name}'", case.line)
            if found:
                return found
        return None

    def _by_parameter(self, case: CaseResult) -> str | None:
        found = {key for text in _PARAMETERS.findall(case.name) for key in self._standing_in(text)}
        if len(found) > 1:
            names = listing([f"'{key}'" for key in sorted(found)], last="and")
            message = f"the parameters of '{case.full_name}' name {names}; say which driver it is for"
            raise DriverError(Code.BAD_RESULTS, names, message, case.line)
        return next(iter(found), None)

    def _standing_in(self, text: str) -> Iterable[str]:
        """The keys that stand in *text* with no letter, digit or ``_`` beside them, and not in a longer one."""
        end = 0
        for match in self._standing.finditer(text):
            # What begins later and ends no later is a part of the one before.
            if match.end(1) > end:
                end = match.end(1)
                yield match[1]
