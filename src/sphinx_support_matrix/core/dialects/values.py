"""The little languages inside values: levels with releases, statuses, lists of commands."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.level_synonyms import level_meant
from sphinx_support_matrix.core.matrix.levels import LEVEL_ALIASES, NOT_RECORDED
from sphinx_support_matrix.core.matrix.model import Condition, Status, StatusKind, Verification
from sphinx_support_matrix.core.matrix.names import find_name
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from sphinx_support_matrix.core.dialects.reading import Context, Declared
    from sphinx_support_matrix.core.ini.document import Option
    from sphinx_support_matrix.core.matrix.levels import Level

STATUS_ALIASES = {"required": "mandatory", "conditional": "condition"}
STATUS_FORMS = {
    StatusKind.MANDATORY: "mandatory",
    StatusKind.OPTIONAL: "optional",
    StatusKind.CHOICE: "choice(GROUP)",
    StatusKind.CONDITION: "condition(FEATURE==LEVEL)",
    StatusKind.MATURE: "mature",
    StatusKind.IMMATURE: "immature",
}

_STATUS = re.compile(r"([^(]*?)\s*(?:\(\s*(.*?)\s*(\))?\s*)?")
_CONDITION = re.compile(r"(.+?)\s*==\s*(.+)")
_VERIFICATION = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\s*,\s*(\S.*)", re.ASCII)
_KINDS = {kind.value: kind for kind in StatusKind}


def read_level(
    option: Option, section: str, declared: Declared, context: Context
) -> tuple[Level, str | None]:
    """The level and the release of ``LEVEL`` or ``LEVEL:RELEASE``."""
    written = str(option.value)
    if written in declared.cell_values:
        return declared.cell_values[written]
    name, _, release = option.value.text.partition(":")
    name = name.rstrip()
    level = declared.level(name)
    if level is None:
        expected = f"'{option.key}' in '[{section}]' must be {declared.level_names}, not '{name}'"
        first_word = re.split(r"\s*[#;]", name)[0]
        if first_word != name and declared.level(first_word):
            hint = "; a comment needs a line of its own"
        elif meant := level_meant(name):
            hint = f"; did you mean '{meant}'?"
        else:
            hint = context.did_you_mean(name, "level", chain(declared.levels, LEVEL_ALIASES))
        context.problem(Code.BAD_LEVEL, expected + hint, option.location)
        return NOT_RECORDED, None
    declared.cell_values[written] = level, release.strip() or None
    return declared.cell_values[written]


def read_status(
    option: Option | None,
    section: str,
    declared: Declared,
    context: Context,
) -> Status:
    """The status that *option* gives; optional if it gives none or one that cannot be read."""
    if option is None or not option.value:
        return Status(given=False)
    text = option.value.text
    match = _STATUS.fullmatch(text)
    word, argument, closed = match.groups() if match else (text, None, None)
    name = STATUS_ALIASES.get(word.lower(), word.lower())
    kind = _KINDS.get(name)
    if kind is None:
        forms = listing(STATUS_FORMS.values())
        hint = context.did_you_mean(word, "status", chain(_KINDS, STATUS_ALIASES))
        context.problem(
            Code.BAD_STATUS,
            f"status of '[{section}]' must be {forms}, not '{text}'{hint}",
            option.location,
        )
        return Status(understood=False, location=option.location)
    takes_argument = kind in {StatusKind.CHOICE, StatusKind.CONDITION}
    unclosed = argument is not None and not closed
    if takes_argument != bool(argument) or unclosed:
        found = f"the parenthesis of '{text}' is not closed" if unclosed else f"not '{text}'"
        context.problem(
            Code.BAD_STATUS,
            f"status of '[{section}]' must be {STATUS_FORMS[kind]}, {found}",
            option.location,
        )
        return Status(
            kind=kind,
            argument=argument if takes_argument and argument else None,
            understood=False,
            location=option.location,
        )
    if kind is not StatusKind.CONDITION:
        return Status(kind=kind, argument=argument or None, location=option.location)
    return _condition(argument or "", option, section, declared, context)


def _condition(
    argument: str,
    option: Option,
    section: str,
    declared: Declared,
    context: Context,
) -> Status:
    kind = StatusKind.CONDITION
    match = _CONDITION.fullmatch(argument)
    if match is None:
        context.problem(
            Code.BAD_STATUS,
            f"status of '[{section}]' must be {STATUS_FORMS[kind]}, not '{kind.value}({argument})'",
            option.location,
        )
        return Status(kind=kind, argument=argument, understood=False, location=option.location)
    feature, level_name = match.groups()
    found = find_name(feature, declared.features)
    if found is None:
        context.problem(
            Code.UNKNOWN_FEATURE,
            f"the condition of '[{section}]' names the unknown feature '{feature}'"
            + context.did_you_mean(feature, "feature", declared.features),
            option.location,
        )
    level = declared.level(level_name)
    if level is None:
        context.problem(
            Code.BAD_LEVEL,
            f"the level in the condition of '[{section}]' must be {declared.level_names}, not '{level_name}'"
            + context.did_you_mean(level_name, "level of a condition", declared.levels),
            option.location,
        )
        return Status(kind=kind, argument=argument, understood=False, location=option.location)
    return Status(
        kind=kind,
        argument=argument,
        condition=Condition(feature=found or feature, level=level.name),
        location=option.location,
    )


def read_commands(option: Option | None) -> tuple[str, ...]:
    """The commands of ``command; command``: a line break does not end one, and none is empty."""
    if option is None:
        return ()
    commands = (" ".join(command.split()) for command in option.value.text.split(";"))
    return tuple(command for command in commands if command)


def read_test_ids(option: Option | None) -> tuple[str, ...]:
    """Test identifiers, which real files separate by semicolons as well as by commas."""
    if option is None:
        return ()
    return tuple(part for part in re.split(r"[;,\s]+", option.value.text) if part)


def read_tests(option: Option | None) -> tuple[str, ...]:
    """The patterns of ``PATTERN; PATTERN``, as :func:`read_commands` reads commands."""
    return read_commands(option)


def read_verification(option: Option | None, section: str, context: Context) -> Verification | None:
    """The verification of ``DATE, WHO``; none if *option* gives none or one that cannot be read."""
    if option is None:
        return None
    text = option.value.text
    match = _VERIFICATION.fullmatch(text)
    try:
        day = date(*map(int, match.groups()[:3])) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        context.problem(
            Code.BAD_VERIFICATION,
            f"'{option.key}' in '[{section}]' must be a day, a comma, and who has verified it or an address, "
            f"such as '2026-05-01, A. Tester', not '{text}'",
            option.location,
        )
        return None
    return Verification(date=day, who=match[4], location=option.location)
