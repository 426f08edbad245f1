"""The drivers of a file, however they are declared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.table import LABEL, TODAYS, dialect_of_section, dialect_of_target
from sphinx_support_matrix.core.matrix.model import Driver, Title
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.dialects.reading import Context
    from sphinx_support_matrix.core.dialects.table import Dialect
    from sphinx_support_matrix.core.ini.document import Section


def read_drivers(sections: Iterable[Section], context: Context) -> dict[str, Driver]:
    """The drivers that *sections* declare, by key, in the order of the file."""
    drivers: dict[str, Driver] = {}
    for section in sections:
        dialect = dialect_of_section(section.name)
        if dialect is None:
            found = _from_targets(section, context)
        else:
            found = [_from_section(section, dialect, context)]
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


def _from_section(section: Section, dialect: Dialect, context: Context) -> Driver:
    """The driver of a section of its own."""
    known = ("title", "link") if dialect is TODAYS else ("title", "link", LABEL)
    options, others = context.known_options(section, known)
    for option in others:
        context.unknown_option(option, section, f"a driver, {' or '.join(known)}", known)
    key = section.name.removeprefix(dialect.driver)
    if (label := options.get(LABEL)) and label.value:
        key = label.value.text
    return Driver(
        key=key,
        title=context.title(options.get("title"), section, key),
        link=context.link(options.get("link")),
        anchor=anchor(dialect.anchor + key),
        location=section.location,
    )


def _from_targets(section: Section, context: Context) -> list[Driver]:
    """The drivers of ``[targets]``, each an option: ``PREFIX-KEY = Title``."""
    drivers: list[Driver] = []
    for option in section.options:
        dialect = dialect_of_target(option.key)
        key = option.key.removeprefix(dialect.driver)
        if option.value:
            location = replace(option.location, line=option.value.numbers[0])
            title = Title(text=option.value.text, location=location)
        else:
            context.problem(
                Code.MISSING_TITLE,
                f"driver '{key}' has no title; expected '{option.key} = TITLE'",
                option.location,
            )
            title = Title(text=key, location=option.location)
        drivers.append(
            Driver(
                key=key,
                title=title,
                link=None,
                anchor=anchor(dialect.anchor + key),
                location=option.location,
            )
        )
    return drivers
