"""The drivers of a file, however they are declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.model import Driver, Title
from sphinx_support_matrix.core.names import anchor, printable
from sphinx_support_matrix.core.problems import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.dialects.context import Context
    from sphinx_support_matrix.core.reader import Section

DRIVER_SECTION = "driver."
TARGET_SECTION = "target."
TARGETS_SECTION = "targets"
TARGETS_PREFIXES = ("driver-impl-", "networking-")


def is_driver_section(section: Section) -> bool:
    """Whether *section* declares drivers, in any dialect."""
    return section.name == TARGETS_SECTION or section.name.startswith((DRIVER_SECTION, TARGET_SECTION))


def read_drivers(sections: Iterable[Section], context: Context) -> dict[str, Driver]:
    """The drivers that *sections* declare, by key, in the order of the file."""
    drivers: dict[str, Driver] = {}
    for section in sections:
        if section.name == TARGETS_SECTION:
            found = _from_targets(section, context)
        elif section.name.startswith(DRIVER_SECTION):
            found = [_from_driver(section, context)]
        else:
            found = [_from_target(section, context)]
        for driver in found:
            if driver.key in drivers:
                first = drivers[driver.key].location
                context.problem(
                    Code.DUPLICATE_DRIVER,
                    f"driver '{driver.key}' is already declared, at line {first.line}; "
                    "this second declaration is ignored",
                    driver.location,
                )
            else:
                drivers[driver.key] = driver
    return drivers


def _from_driver(section: Section, context: Context) -> Driver:
    options, others = context.known_options(section, ("title", "link"))
    for option in others:
        context.unknown_option(option, section, ("title", "link"))
    key = section.name.removeprefix(DRIVER_SECTION)
    return Driver(
        key=key,
        title=context.title(options.get("title"), section, key),
        link=context.link(options.get("link")),
        anchor=anchor(f"_{section.name}"),
        location=section.location,
    )


def _from_target(section: Section, context: Context) -> Driver:
    options, others = context.known_options(section, ("title", "link", "label"))
    for option in others:
        context.unknown_option(option, section, ("title", "link", "label"))
    key = section.name.removeprefix(TARGET_SECTION)
    if (label := options.get("label")) and label.value:
        key = label.value.text
    return Driver(
        key=key,
        title=context.title(options.get("title"), section, key),
        link=context.link(options.get("link")),
        anchor=anchor(f"_{key}"),
        location=section.location,
    )


def _from_targets(section: Section, context: Context) -> list[Driver]:
    """``PREFIX-KEY = Title``; a prefix that nobody used before is part of the key."""
    drivers: list[Driver] = []
    for option in section.options:
        key = option.key
        for prefix in TARGETS_PREFIXES:
            if key.startswith(prefix) and key != prefix:
                key = key.removeprefix(prefix)
                break
        if option.value:
            location = replace(option.location, line=option.value.numbers[0])
            title = Title(text=context.text(option.value), location=location)
        else:
            context.problem(
                Code.MISSING_TITLE,
                f"driver '{key}' has no title; expected '{option.key} = TITLE'",
                option.location,
            )
            title = Title(text=printable(key), location=option.location)
        drivers.append(
            Driver(key=key, title=title, link=None, anchor=anchor(f"_{key}"), location=option.location)
        )
    return drivers
