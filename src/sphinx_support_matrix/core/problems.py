"""What can be wrong in a support matrix file: a closed set of codes, and the problems found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

    from sphinx_support_matrix.core.location import Location


class Code(Enum):
    """Every kind of problem: the value is its public name, used in ``suppress_warnings``.

    The reference page of the documentation is made from the explanations.
    """

    explanation: str

    def __new__(cls, value: str, explanation: str) -> Self:
        """Make a member whose value is the first item; the second explains it to an author."""
        member = object.__new__(cls)
        member._value_ = value
        member.explanation = explanation
        return member

    # The file as a whole.
    MISSING_FILE = "missing-file", "The INI file that a directive names does not exist or cannot be read."
    EMPTY_FILE = "empty-file", "The file holds no section at all."
    NOT_A_MATRIX = (
        "not-a-matrix",
        "The file is of another kind that uses the same directive name, such as a Designate backend list.",
    )
    NO_DRIVERS = "no-drivers", "The file declares no driver."
    NO_FEATURES = "no-features", "The file declares drivers but no feature."
    # The text.
    ENCODING = (
        "encoding",
        "Bytes that are not UTF-8. They are shown as the replacement character (U+FFFD).",
    )
    CONTROL_CHARACTER = (
        "control-character",
        "A control character that no output format can hold. It is shown as U+FFFD.",
    )
    TEXT_BEFORE_SECTION = (
        "text-before-section",
        "Text stands before the first section, so it belongs to nothing.",
    )
    MALFORMED_LINE = (
        "malformed-line",
        "A line is neither a section, an option, a comment nor a continuation line.",
    )
    DUPLICATE_SECTION = "duplicate-section", "A section name is used twice. The first section counts."
    DUPLICATE_OPTION = "duplicate-option", "An option is given twice in one section. The first one counts."
    DEFAULT_SECTION = (
        "default-section",
        "A [DEFAULT] section: its values are not applied to other sections.",
    )
    # What the sections declare.
    MISSING_TITLE = "missing-title", "A section needs a title and has none. Its name is shown instead."
    UNKNOWN_OPTION = (
        "unknown-option",
        "An option that this kind of section does not have. Its value is not shown.",
    )
    DUPLICATE_DRIVER = "duplicate-driver", "Two declarations of the same driver. The first one counts."
    BAD_LINK = (
        "bad-link",
        "A link that is not http, https, mailto or relative. It is not made into a link.",
    )
    BAD_LEVEL_SECTION = "bad-level-section", "A [level.NAME] section does not define a usable level."
    EMPTY_GROUP = "empty-group", "No feature's section name begins with the name of a [group.NAME] section."
    # What a feature says.
    BAD_STATUS = "bad-status", "A status that is not one of the documented ones."
    UNKNOWN_FEATURE = "unknown-feature", "A condition names a feature that the file does not have."
    BAD_LEVEL = "bad-level", "An implementation level that is neither built in nor defined in the file."
    BAD_MATURITY = "bad-maturity", "A maturity that is not one of the documented ones."
    MISSING_CELL = (
        "missing-cell",
        "A feature says nothing about a declared driver. The cell shows 'not recorded'.",
    )
    UNDECLARED_DRIVER = (
        "undeclared-driver",
        "An implementation or a note is for a driver that is not declared.",
    )
    # What a directive asks for.
    BAD_OPTION = "bad-option", "A directive option that does not exist, or a value that it does not take."
    NO_MATCH = "no-match", "A name or pattern in :drivers: or :features: matches nothing."
    EMPTY_SELECTION = "empty-selection", "The options :drivers: or :features: leave nothing to show."
    UNKNOWN_DRIVER = "unknown-driver", "A directive asks for a driver that the file does not declare."
    # What a reference in a document asks for.
    UNKNOWN_REFERENCE = (
        "unknown-reference",
        "A role names a matrix, a feature or a driver that no document of the project shows.",
    )
    AMBIGUOUS_REFERENCE = (
        "ambiguous-reference",
        "A role uses a name that several matrices have, without saying which. The first one is taken.",
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong, for the person who can put it right."""

    code: Code
    """What kind of problem it is."""

    message: str
    """One sentence: what is wrong, what was expected, and the nearest right name."""

    location: Location
    """Where it is."""
