"""Put the sections of a file together into a matrix."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.drivers import read_drivers
from sphinx_support_matrix.core.dialects.features import read_feature
from sphinx_support_matrix.core.dialects.file_settings import holds_settings, read_settings
from sphinx_support_matrix.core.dialects.groups import GROUP_SECTION, read_groups
from sphinx_support_matrix.core.dialects.own_levels import LEVEL_SECTION, read_levels
from sphinx_support_matrix.core.dialects.reading import Context, Declared
from sphinx_support_matrix.core.dialects.slips import report_indented
from sphinx_support_matrix.core.dialects.table import declares_drivers
from sphinx_support_matrix.core.matrix.levels import every_level
from sphinx_support_matrix.core.matrix.model import Implementation, Matrix, Settings
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from sphinx_support_matrix.core.ini.document import Document, Section
    from sphinx_support_matrix.core.problems.problem import Problem

DEFAULT_SECTION = "DEFAULT"
DESIGNATE_SECTIONS = frozenset({"backends", "grades"})


def build(document: Document) -> tuple[Matrix, list[Problem]]:
    """The matrix that *document* describes, and everything that is wrong with it.

    Whatever is wrong, there is a matrix: it holds all that could be understood.
    """
    context = Context(document.path, list(document.problems))
    names = {section.name for section in document.sections}
    if not names:
        if not context.problems:
            context.problem(
                Code.EMPTY_FILE,
                "the file is empty; expected [driver.KEY] and feature sections",
                Location(path=document.path, line=1),
            )
        return Matrix(path=document.path), context.problems
    if names >= DESIGNATE_SECTIONS and not any(map(declares_drivers, names)):
        location = next(section.location for section in document.sections if section.name == "backends")
        context.problem(
            Code.NOT_A_MATRIX,
            "this is a Designate backend list, which records one grade for each DNS backend and no "
            "features; it is not a support matrix, although Designate's own directive has the same name",
            location,
        )
        return Matrix(path=document.path), context.problems
    return _matrix(document, context), context.problems


@dataclass(slots=True)
class _Sections:
    """The sections of a file by what they are for."""

    drivers: list[Section] = field(default_factory=list)
    groups: list[Section] = field(default_factory=list)
    levels: list[Section] = field(default_factory=list)
    features: list[Section] = field(default_factory=list)


def _sorted(document: Document, context: Context) -> _Sections:
    found = _Sections()
    for section in document.sections:
        if section.name == DEFAULT_SECTION:
            context.problem(
                Code.DEFAULT_SECTION,
                "'[DEFAULT]' does not apply to other sections; write its values where they belong",
                section.location,
            )
        elif declares_drivers(section.name):
            found.drivers.append(section)
        elif section.name.startswith(GROUP_SECTION):
            found.groups.append(section)
        elif section.name.startswith(LEVEL_SECTION):
            found.levels.append(section)
        else:
            found.features.append(section)
    return found


def _matrix(document: Document, context: Context) -> Matrix:
    sections = _sorted(document, context)
    features = sections.features
    defined = read_levels(sections.levels, context)
    declared = Declared(
        drivers=read_drivers(sections.drivers, context),
        levels=defined,
        features=dict.fromkeys(section.name for section in features),
        bare={level.name: Implementation(level=level) for level in every_level(defined).values()},
    )
    settings = Settings()
    about_the_file = next((section for section in features if holds_settings(section, declared)), None)
    if about_the_file is not None:
        settings = read_settings(about_the_file, context)
        context.markup = settings.markup
        features.remove(about_the_file)
        declared = replace(declared, features=dict.fromkeys(section.name for section in features))
    for section in document.sections:
        report_indented(section, declared, context)
    matrix = Matrix(
        path=document.path,
        drivers=tuple(declared.drivers.values()),
        features=tuple(read_feature(section, declared, context) for section in features),
        groups=tuple(read_groups(sections.groups, declared.features, context)),
        levels=dict(declared.levels),
        settings=settings,
    )
    start = Location(path=document.path, line=1)
    if not matrix.drivers:
        context.problem(
            Code.NO_DRIVERS, "the file declares no driver; expected '[driver.KEY]' sections", start
        )
    elif not matrix.features:
        context.problem(
            Code.NO_FEATURES, "the file has no feature; expected sections such as '[operation.NAME]'", start
        )
    return matrix
