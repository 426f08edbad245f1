"""What can be wrong with a file: a closed set of codes, and the problems found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.severity import Severity

if TYPE_CHECKING:
    from typing import Self

    from sphinx_support_matrix.core.problems.location import Location


class Code(Enum):
    """Every kind of problem: the value is its public name, used in ``suppress_warnings``.

    The reference page of the documentation is made from the explanations.
    """

    explanation: str
    severity: Severity

    def __new__(cls, value: str, explanation: str, severity: Severity = Severity.ERROR) -> Self:
        """Make a member whose value is the first item; the second explains it to an author."""
        member = object.__new__(cls)
        member._value_ = value
        member.explanation = explanation
        member.severity = severity
        return member

    # The file as a whole.
    MISSING_FILE = "missing-file", "The INI file that a directive names does not exist or cannot be read."
    EMPTY_FILE = "empty-file", "The file holds no section at all."
    NOT_A_MATRIX = (
        "not-a-matrix",
        "The file is of another kind: a Designate backend list, or CSV or JSON that is not of a support matrix.",
    )
    NO_DRIVERS = "no-drivers", "The file declares no driver."
    NO_FEATURES = "no-features", "The file declares drivers but no feature."
    # Evidence.
    BAD_EVIDENCE = (
        "bad-evidence",
        "A file of evidence is not as 'support-matrix evidence' writes it. What is wrong is left out.",
    )
    BAD_RESULTS = (
        "bad-results",
        "A file of test results cannot be read, or says something that cannot be right.",
    )
    EVIDENCE_UNKNOWN_NAME = (
        "evidence-unknown-name",
        "Test results, or a file of evidence, name a feature or a driver that the matrix does not have.",
    )
    # History.
    BAD_HISTORY = (
        "bad-history",
        "A file of history is not as 'support-matrix history --write' writes it. What is wrong is left out.",
    )
    HISTORY_BEHIND = (
        "history-behind",
        "A file of history was written before the matrix had all that it has, or before a release was made.",
        Severity.WARNING,
    )
    RELEASE_DISAGREES = (
        "release-disagrees",
        "A level is said to be there since a release, and the history of the matrix says something else.",
        Severity.WARNING,
    )
    # The text.
    ENCODING = (
        "encoding",
        "Bytes that are not UTF-8. They are shown as the replacement character (U+FFFD).",
    )
    CONTROL_CHARACTER = (
        "control-character",
        "A control character, or one that reorders text (U+202A-U+202E, U+2066-U+2069). It is shown as U+FFFD.",
    )
    TEXT_BEFORE_SECTION = (
        "text-before-section",
        "Text stands before the first section, so it belongs to nothing.",
    )
    MALFORMED_LINE = (
        "malformed-line",
        "A line is neither a section, an option, a comment nor a continuation line.",
    )
    INDENTED_OPTION = (
        "indented-option",
        "A line that looks like an option or a section is indented below an option, so it is part of that one's value.",
    )
    DUPLICATE_SECTION = "duplicate-section", "A section name is used twice. The first section counts."
    DUPLICATE_OPTION = "duplicate-option", "An option is given twice in one section. The first one counts."
    DEFAULT_SECTION = (
        "default-section",
        "A [DEFAULT] section: its values are not applied to other sections.",
    )
    # What the sections declare.
    BAD_SETTING = "bad-setting", "A value in the section [matrix] that it does not take."
    MISSING_TITLE = "missing-title", "A section needs a title and has none. Its name is shown instead."
    QUOTED_TITLE = (
        "quoted-title",
        "A title stands in quotation marks, which are shown as a part of it.",
        Severity.WARNING,
    )
    UNKNOWN_OPTION = (
        "unknown-option",
        "An option that this kind of section does not have. Its value is not shown.",
    )
    DUPLICATE_DRIVER = "duplicate-driver", "Two declarations of the same driver. The first one counts."
    BAD_LINK = (
        "bad-link",
        "A link that is not http, https, mailto or relative. It is not made into a link.",
    )
    LINK_WITHOUT_SCHEME = (
        "link-without-scheme",
        "A link begins like the address of a web site, but without https:// it is a path from the page.",
        Severity.WARNING,
    )
    BAD_LEVEL_SECTION = "bad-level-section", "A [level.NAME] section does not define a usable level."
    EMPTY_GROUP = (
        "empty-group",
        "No feature's section name begins with the name of a [group.NAME] section.",
        Severity.WARNING,
    )
    # What a feature says.
    BAD_STATUS = "bad-status", "A status that is not one of the documented ones."
    UNKNOWN_FEATURE = "unknown-feature", "A condition names a feature that the file does not have."
    BAD_LEVEL = "bad-level", "An implementation level that is neither built in nor defined in the file."
    BAD_VERIFICATION = (
        "bad-verification",
        "A verification by hand that is not a day and who it was. It is not shown.",
    )
    BAD_MATURITY = "bad-maturity", "A maturity that is not one of the documented ones."
    MISSING_CELL = (
        "missing-cell",
        "A feature says nothing about a declared driver. The cell shows 'not recorded'.",
        Severity.WARNING,
    )
    NO_LEVELS = (
        "no-levels",
        "A section gives no driver a level: nothing is recorded of a feature, or it was meant to be another section.",
        Severity.WARNING,
    )
    UNDECLARED_DRIVER = (
        "undeclared-driver",
        "An implementation or a note is for a driver that is not declared.",
    )
    # What a note uses.
    NOTE_NOT_ALLOWED = (
        "note-not-allowed",
        "A note uses markup that could change the page around it or read other files. It is shown as it was written.",
    )
    NO_MARKDOWN = (
        "no-markdown",
        "Notes are in Markdown, and myst-parser, which reads it, is not installed. They are shown as plain text.",
    )
    # What a directive asks for.
    BAD_OPTION = "bad-option", "A directive option that does not exist, or a value that it does not take."
    INI_IN_CONTENT = (
        "ini-in-content",
        "The content of a directive looks like an INI file. It is shown as text: the directive takes the name of a file.",
    )
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
    # What several files together say.
    DIFFERENT_TITLE = (
        "different-title",
        "Two files give a feature, a group or a level different titles. The first one is shown.",
    )
    DIFFERENT_STATUS = (
        "different-status",
        "Two files give a feature different statuses. The first one is shown.",
    )
    DIFFERENT_LEVEL = (
        "different-level",
        "Two files record or define a level differently. The first one counts.",
    )
    DIFFERENT_FACT = (
        "different-fact",
        "Two files give a feature different names of its API, maturities or links. The first one is shown.",
    )
    # Rules: whether drivers meet what statuses require, and what a reader would miss.
    MANDATORY_UNSUPPORTED = (
        "mandatory-unsupported",
        "A mandatory feature is missing or unknown in a driver.",
    )
    CHOICE_UNSUPPORTED = (
        "choice-unsupported",
        "A driver supports none of the features of a choice group.",
    )
    CONDITION_UNSUPPORTED = (
        "condition-unsupported",
        "The condition of a feature holds for a driver, and the driver does not support the feature.",
    )
    CHOICE_OF_ONE = (
        "choice-of-one",
        "A choice group has one member, so there is nothing to choose. It could be mandatory or optional.",
        Severity.HINT,
    )
    PARTIAL_WITHOUT_NOTE = (
        "partial-without-note",
        "A driver supports a feature in part, and no note says which part.",
        Severity.WARNING,
    )
    NOTE_WITHOUT_LEVEL = (
        "note-without-level",
        "A note is about a driver for which the feature records no level.",
        Severity.WARNING,
    )
    COULD_BE_MANDATORY = (
        "could-be-mandatory",
        "Every driver, of two or more, already supports a feature that is not mandatory.",
        Severity.HINT,
    )
    UNSUPPORTED_FEATURE = (
        "unsupported-feature",
        "No driver, of two or more, supports a feature.",
        Severity.HINT,
    )
    DUPLICATE_TITLE = (
        "duplicate-title",
        "Two features, or two drivers, have the same title, so that a reader cannot tell them apart.",
        Severity.WARNING,
    )
    VERIFIED_WITHOUT_LEVEL = (
        "verified-without-level",
        "Somebody has verified what a driver does, and the feature records no level, or an unknown one.",
        Severity.WARNING,
    )
    DEAD_REFERENCE = (
        "dead-reference",
        "A link to an anchor, or a role, in a note names nothing that the matrix has.",
        Severity.WARNING,
    )
    NOTE_IN_MARKDOWN = (
        "note-in-markdown",
        "A note looks like Markdown, and the file does not say that its notes are.",
        Severity.HINT,
    )
    # Evidence: whether claims agree with what tests and people say.
    CLAIM_CONTRADICTED = (
        "claim-contradicted",
        "Tests say less than a level claims, or they pass where it says that the feature makes no sense.",
    )
    CLAIM_UNDERSTATED = (
        "claim-understated",
        "A level says that a driver lacks a feature, and tests of it pass.",
        Severity.WARNING,
    )
    CLAIM_UNPROVEN = (
        "claim-unproven",
        "No test and no person has confirmed that a driver supports a feature. With --require, an error.",
        Severity.HINT,
    )
    EVIDENCE_WITHOUT_CLAIM = (
        "evidence-without-claim",
        "There is evidence for a driver in a feature that records no level for it, or an unknown one.",
        Severity.HINT,
    )
    EVIDENCE_STALE = (
        "evidence-stale",
        "What a level stands by is older than --max-age allows, or has no time.",
        Severity.WARNING,
    )
    # What conf.py asks for.
    BAD_CONFIGURATION = "bad-configuration", "A value in conf.py that the extension does not take."


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong, for the person who can put it right."""

    code: Code
    """What kind of problem it is."""

    message: str
    """One sentence: what is wrong, what was expected, and the nearest right name."""

    location: Location
    """Where it is."""

    raised: Severity | None = None
    """How bad it is, where somebody asked for more than its code does."""

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.raised or self.code.severity
