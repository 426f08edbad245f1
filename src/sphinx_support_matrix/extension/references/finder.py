"""Find what a reference means: the matrices, features, drivers and implementations of a build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, OPERATION_PREFIX
from sphinx_support_matrix.core.problems.suggest import Suggester, listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx_support_matrix.core.evidence.standings import CellStanding
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

    since: str | None = None
    """The first release of its level, as a history says."""

    standing: CellStanding | None = None
    """How its claim stands by its evidence."""

    @property
    def qualified(self) -> str:
        """The name with the matrix in front, which says which of several is meant."""
        return f"{self.matrix}{MATRIX_SEPARATOR}{self.name}"


_PARTS = ("matrix", "feature", "driver")


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
        self.suggester = Suggester()
        self._names: dict[tuple[str, str], dict[str, None]] = {}
        # By what questions ask for, so that many questions do not go through everything each time.
        self._views_of: dict[tuple[str, str], list[View]] = {}
        self._matrices: dict[str, list[str]] = {}
        self._pages: dict[tuple[str, str], DriverPage] = {}
        self._pages_of: dict[str, list[DriverPage]] = {}
        self._columns: dict[int, dict[str, int]] = {}
        for view in self.views:
            self._matrices.setdefault(view.path, []).append(view.name)
            for role in _PARTS:
                for name in _names(view, role):
                    self._views_of.setdefault((role, name), []).append(view)
        for page in self.pages:
            self._pages.setdefault((page.path, page.key), page)
            self._pages_of.setdefault(page.key, []).append(page)

    def find(self, role: str, target: str) -> list[Found]:
        """What *target* can mean to *role*: one thing for each matrix that has it.

        :param target: A name, with or without ``operation.`` and with or without ``matrix::`` in front.
        """
        matrix, _separator, name = target.rpartition(MATRIX_SEPARATOR)
        found: dict[str, Found] = {}
        if role == "driver":
            for page in self._pages_of.get(name, ()):
                if matrix in ("", *self.matrices(page)):
                    found.setdefault(page.path, self.driver_page(page))
        for view in self._candidates(role, name):
            if matrix in ("", view.name) and view.path not in found:
                one = self._in_view(view, role, name) or self._in_view(view, role, OPERATION_PREFIX + name)
                if one is not None:
                    found[view.path] = one
        return list(found.values())

    def _candidates(self, role: str, name: str) -> list[View]:
        """The views that may have *name*, with or without ``operation.``, in the order of all views."""
        if role == "level":
            role, name = "feature", name.rpartition(DRIVER_SEPARATOR)[0]
        short = self._views_of.get((role, name), [])
        long = self._views_of.get((role, OPERATION_PREFIX + name), [])
        if not short or not long:
            return short or long
        either = {id(view) for view in (*short, *long)}
        return [view for view in self.views if id(view) in either]

    def names(self, role: str, matrix: str = "") -> Collection[str]:
        """The names of everything that *role* can refer to, in all matrices or in one."""
        key = (role, matrix)
        if key not in self._names:
            found = (found for found in self.everything(role) if matrix in ("", found.matrix))
            self._names[key] = dict.fromkeys(each.name for each in found)
        return self._names[key]

    def everything(self, role: str) -> Iterator[Found]:
        """Everything that *role* can refer to, once for each matrix that has it.

        This is for matrices, features and drivers.
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
                    found = self._in_view(view, role, name)
                    assert found is not None
                    yield found

    def matrices(self, page: DriverPage) -> list[str]:
        """The names of the matrix that *page* is about: those of its views, or else the file's."""
        return self._matrices.get(page.path) or [page.name]

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
        return self._pages.get((path, key))

    def feature(self, path: str, name: str) -> Found | None:
        """The feature *name* of the file *path*, if some document shows it."""
        views = (view for view in self._views_of.get(("feature", name), ()) if view.path == path)
        return next((self._in_view(view, "feature", name) for view in views), None)

    def driver(self, path: str, key: str) -> Found | None:
        """The driver *key* of the file *path*: its page, or else its column, if there is one."""
        page = self.page(path, key)
        if page is not None:
            return self.driver_page(page)
        views = (view for view in self._views_of.get(("driver", key), ()) if view.path == path)
        return next((self._in_view(view, "driver", key) for view in views), None)

    def _in_view(self, view: View, role: str, name: str) -> Found | None:
        """What *name* is to *role* in *view*, if it is there."""
        hint = level = release = since = standing = None
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
            column = self._column(view, key)
            level = view.levels[feature.cells.levels[column]]
            release = feature.cells.releases.get(column)
            since = feature.cells.since.get(column)
            standing = feature.cells.standings.get(column)
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
            since=since,
            standing=standing,
        )

    def _column(self, view: View, key: str) -> int:
        """The column of the driver *key* in *view*."""
        columns = self._columns.get(id(view))
        if columns is None:
            columns = self._columns[id(view)] = {each: column for column, each in enumerate(view.drivers)}
        return columns[key]


def _names(view: View, role: str) -> Iterable[str]:
    if role == "matrix":
        return (view.name,)
    if role == "feature":
        return view.features
    return view.drivers


def ambiguity(target: str, found: list[Found]) -> str:
    """What to say of *target*, which can mean each of *found*."""
    ways = listing(dict.fromkeys(f"'{each.qualified}'" for each in found))
    message = f"'{target}' is in several support matrices; expected {ways}"
    if len({each.matrix for each in found}) < len(found):
        files = listing((f"'{each.path}'" for each in found), last="and")
        message += f", and a ':name:' of its own for each matrix of {files}"
    return message
