"""The features of a file: one row for each section that declares nothing else."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.slips import kind_meant, option_meant
from sphinx_support_matrix.core.dialects.table import PREFIXES, CellPart
from sphinx_support_matrix.core.dialects.values import (
    read_commands,
    read_level,
    read_status,
    read_test_ids,
    read_tests,
    read_verification,
)
from sphinx_support_matrix.core.matrix.levels import NOT_RECORDED
from sphinx_support_matrix.core.matrix.model import Feature, Implementation
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from sphinx_support_matrix.core.dialects.reading import Context, Declared
    from sphinx_support_matrix.core.ini.document import Option, Section

FEATURE_OPTIONS = (
    "title",
    "status",
    "notes",
    "cli",
    "api",
    "maturity",
    "api_doc_link",
    "admin_doc_link",
    "tempest_test_uuids",
    "tests",
)
MATURITIES = ("incomplete", "experimental", "complete", "deprecated")


def read_feature(section: Section, declared: Declared, context: Context) -> Feature:
    """The feature that *section* describes."""
    options, others = context.known_options(section, FEATURE_OPTIONS)
    title = context.title(options.get("title"), section, section.name)
    about, empty = _about_drivers(section, others, declared, context)
    cells, notes, verified = about[CellPart.LEVEL], about[CellPart.NOTE], about[CellPart.VERIFICATION]
    implementations: list[Implementation] = []
    missing: list[str] = []
    for key in declared.drivers:
        level, release = NOT_RECORDED, None
        if key in cells:
            level, release = read_level(cells[key], section.name, declared, context)
        else:
            missing.append(key)
        if release is None and key not in notes and key not in verified:
            implementations.append(declared.bare[level.name])
        else:
            implementations.append(
                Implementation(
                    level=level,
                    release=release,
                    notes=context.note(notes.get(key)),
                    verified=read_verification(verified.get(key), section.name, context),
                )
            )
    _report_missing(section, missing, empty, declared, context)
    return Feature(
        name=section.name,
        title=title,
        status=read_status(options.get("status"), section.name, declared, context),
        implementations=tuple(implementations),
        location=section.location,
        anchor=anchor(section.name),
        notes=context.note(options.get("notes")),
        commands=read_commands(options.get("cli")),
        api=_text(options.get("api")),
        maturity=_maturity(options.get("maturity"), section, context),
        api_link=context.link(options.get("api_doc_link")),
        admin_link=context.link(options.get("admin_doc_link")),
        test_ids=read_test_ids(options.get("tempest_test_uuids")),
        tests=read_tests(options.get("tests")),
        places=tuple(cells[key].location if key in cells else None for key in declared.drivers),
    )


def _about_drivers(
    section: Section, others: list[Option], declared: Declared, context: Context
) -> tuple[dict[CellPart, dict[str, Option]], dict[str, Option]]:
    """The options that say something about drivers, by what and by driver, and those for a level without a value."""
    about: dict[CellPart, dict[str, Option]] = {part: {} for part in CellPart}
    empty: dict[str, Option] = {}
    for option in others:
        found = driver_of(option, declared)
        if found is None:
            _report(option, section, declared, context)
            continue
        key, into = found[0], about[found[1]]
        if key in into:
            context.problem(
                Code.DUPLICATE_OPTION,
                f"'[{section.name}]' already gives this for driver '{key}', at line "
                f"{into[key].location.line}; '{option.key}' is ignored",
                option.location,
            )
        elif option.value:
            into[key] = option
        elif found[1] is CellPart.LEVEL:
            empty[key] = option
    return about, empty


def _report_missing(
    section: Section, missing: list[str], empty: dict[str, Option], declared: Declared, context: Context
) -> None:
    """Say which drivers have no level; of a section that gives none to any driver, only that."""
    if len(missing) == len(declared.drivers) > 1 and not empty:
        context.problem(
            Code.NO_LEVELS,
            f"'[{section.name}]' gives no driver a level; add a line for each, with 'unknown' if nobody knows"
            f"{kind_meant(section.name)}",
            section.location,
        )
        return
    meant = kind_meant(section.name) if len(missing) == len(declared.drivers) else ""
    for key in missing:
        if key in empty:
            context.problem(
                Code.MISSING_CELL,
                f"'{empty[key].key}' in '[{section.name}]' has no level; write one, or 'unknown' if nobody knows",
                empty[key].location,
            )
        else:
            context.problem(
                Code.MISSING_CELL,
                f"'[{section.name}]' says nothing about driver '{key}'; add a line for it, "
                f"with 'unknown' if nobody knows{meant}",
                section.location,
            )


def driver_of(option: Option, declared: Declared) -> tuple[str, CellPart] | None:
    """The driver that *option* is about and what it says, if a declared driver is meant."""
    known = declared.about_drivers
    if option.key not in known:
        known[option.key] = _driver_of(option.key, declared)
    return known[option.key]


def _driver_of(name: str, declared: Declared) -> tuple[str, CellPart] | None:
    lowered = name.lower()
    for part, prefixes in PREFIXES.items():
        for prefix in prefixes:
            if not lowered.startswith(prefix):
                continue
            key = declared.driver(name[len(prefix) :])
            if key is not None:
                return key, part
    return None


def _report(option: Option, section: Section, declared: Declared, context: Context) -> None:
    """Say what is wrong with an *option* that is about no declared driver."""
    lowered = option.key.lower()

    def nearest_driver(key: str) -> str:
        return context.did_you_mean(key, "driver", declared.drivers)

    for part, prefixes in PREFIXES.items():
        for prefix in prefixes:
            if prefix and lowered.startswith(prefix):
                key = option.key[len(prefix) :]
                meant = option_meant(key, prefix, declared.drivers) if part is CellPart.LEVEL else None
                context.problem(
                    Code.UNDECLARED_DRIVER,
                    f"'{option.key}' in '[{section.name}]' gives a {part.value} for the undeclared driver "
                    f"'{key}'" + (f"; did you mean '{meant}'?" if meant else nearest_driver(key)),
                    option.location,
                )
                return
    if declared.level(option.value.text.partition(":")[0].strip()):
        context.problem(
            Code.UNDECLARED_DRIVER,
            f"'{option.key}' in '[{section.name}]' gives a level for the undeclared driver "
            f"'{option.key}'{nearest_driver(option.key)}",
            option.location,
        )
        return
    prefixed = (
        prefix + key
        for prefixes in PREFIXES.values()
        for prefix in filter(None, prefixes)
        for key in declared.drivers
    )
    context.unknown_option(option, section, "a feature", chain(FEATURE_OPTIONS, prefixed))


def _text(option: Option | None) -> str | None:
    return option.value.text if option is not None and option.value else None


def _maturity(option: Option | None, section: Section, context: Context) -> str | None:
    text = _text(option)
    if option is None or text is None:
        return None
    if text.lower() not in MATURITIES:
        context.problem(
            Code.BAD_MATURITY,
            f"maturity of '[{section.name}]' must be {listing(MATURITIES)}, not '{text}'"
            + context.did_you_mean(text, "maturity", MATURITIES),
            option.location,
        )
        return text
    return text.lower()
