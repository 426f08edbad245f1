"""Find what a reference means: the matrices, features, drivers and implementations of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, OPERATION_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.extension.references.views import DriverPage, View


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One thing that can be referred to."""

    name: str
    """Its name without the matrix, such as ``operation.pause@libvirt``."""

    matrix: str
    """The name of its matrix."""

    path: str
    """The file of its matrix."""

    docname: str
    """The document that shows it best."""

    anchor: str
    """Its id there."""

    text: str
    """What a reference to it says. For an implementation, the name of its level."""

    hint: str | None = None
    """More about it than its text says."""

    level: Level | None = None
    """The level of an implementation."""

    release: str | None = None
    """The release of an implementation."""

    @property
    def qualified(self) -> str:
        """The name with the matrix in front, which says which of several is meant."""
        return f"{self.matrix}{MATRIX_SEPARATOR}{self.name}"


class Finder:
    """Answers questions about the views and driver pages of a build.

    Where several documents show the same thing, one with details comes first, then the order of
    document names decides. A driver's own page comes before its column.
    """

    def __init__(self, views: Iterable[View], pages: Iterable[DriverPage]) -> None:
        """Look for everything in *views* and *pages*, which are in the order of document names."""
        # A view without features is a legend, which shows nothing that could be referred to.
        self.views = sorted((view for view in views if view.features), key=lambda view: not view.details)
        self.pages = list(pages)

    def find(self, role: str, target: str) -> list[Found]:
        """What *target* can mean to *role*: one thing for each matrix that has it.

        :param target: A name, with or without ``operation.`` and with or without ``matrix::`` in front.
        """
        matrix, _separator, name = target.rpartition(MATRIX_SEPARATOR)
        found: dict[str, Found] = {}
        if role == "driver":
            for page in self.pages:
                if page.key == name and matrix in ("", *self.matrices(page)):
                    found.setdefault(page.path, self.driver_page(page))
        for view in self.views:
            if matrix in ("", view.name) and view.path not in found:
                one = _in_view(view, role, name) or _in_view(view, role, OPERATION_PREFIX + name)
                if one is not None:
                    found[view.path] = one
        return list(found.values())

    def everything(self, role: str) -> Iterator[Found]:
        """Everything that *role* can refer to, once for each matrix that has it.

        This is for matrices, features and drivers; see :meth:`implementations`.
        """
        seen: set[tuple[str, str]] = set()
        if role == "driver":
            for page in self.pages:
                if (page.path, page.key) not in seen:
                    seen.add((page.path, page.key))
                    yield self.driver_page(page)
        for view in self.views:
            for name in _names(view, role):
                if (view.path, name) not in seen:
                    seen.add((view.path, name))
                    found = _in_view(view, role, name)
                    assert found is not None
                    yield found

    def implementations(self) -> Iterator[tuple[View, str, str, Level]]:
        """Every implementation, once for each matrix that has it: view, name, anchor and level.

        There are as many as all matrices have cells.
        """
        seen: dict[str, set[str]] = {}
        for view in self.views:
            names = seen.setdefault(view.path, set())
            drivers = [(DRIVER_SEPARATOR + key, driver.suffix) for key, driver in view.drivers.items()]
            for feature_name, feature in view.features.items():
                for (key, suffix), level in zip(drivers, feature.cells.levels, strict=True):
                    name = feature_name + key
                    if name not in names:
                        names.add(name)
                        yield view, name, feature.anchor + suffix, view.levels[level]

    def matrices(self, page: DriverPage) -> list[str]:
        """The names of the matrix that *page* is about: those of its views, or else the file's."""
        return [view.name for view in self.views if view.path == page.path] or [page.name]

    def driver_page(self, page: DriverPage) -> Found:
        """The driver that *page* tells everything about."""
        return Found(
            name=page.key,
            matrix=self.matrices(page)[0],
            path=page.path,
            docname=page.docname,
            anchor=page.anchor,
            text=page.title,
        )

    def page(self, path: str, key: str) -> DriverPage | None:
        """The page of the driver *key* of the file *path*, if there is one."""
        return next((page for page in self.pages if (page.path, page.key) == (path, key)), None)

    def feature(self, path: str, name: str) -> Found | None:
        """The feature *name* of the file *path*, if some document shows it."""
        views = (view for view in self.views if view.path == path)
        return next((found for view in views if (found := _in_view(view, "feature", name))), None)


def _names(view: View, role: str) -> Iterable[str]:
    if role == "matrix":
        return (view.name,)
    if role == "feature":
        return view.features
    return view.drivers


def _in_view(view: View, role: str, name: str) -> Found | None:
    hint = level = release = None
    if role == "matrix" and name == view.name:
        anchor, text = view.anchor, view.title
    elif role == "feature" and name in view.features:
        anchor, text = view.features[name].anchor, view.features[name].title
    elif role == "driver" and name in view.drivers:
        anchor, text = view.drivers[name].anchor, view.drivers[name].title
    elif role == "level":
        feature_name, _separator, key = name.rpartition(DRIVER_SEPARATOR)
        feature, driver = view.features.get(feature_name), view.drivers.get(key)
        if feature is None or driver is None:
            return None
        column = list(view.drivers).index(key)
        level = view.levels[feature.cells.levels[column]]
        release = feature.cells.releases.get(column)
        anchor, text = feature.anchor + driver.suffix, level.name
        hint = f"{feature.title}, {driver.title}"
    else:
        return None
    return Found(
        name=name,
        matrix=view.name,
        path=view.path,
        docname=view.docname,
        anchor=anchor,
        text=text,
        hint=hint,
        level=level,
        release=release,
    )
