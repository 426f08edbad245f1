"""A rule about titles: readers know features and drivers by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix, Title


def duplicate_title(matrix: Matrix) -> Iterator[Problem]:
    """Two features, or two drivers, have one title, whatever its case."""
    yield from _duplicates("feature", ((f"[{each.name}]", each.title) for each in matrix.features))
    yield from _duplicates("driver", ((each.key, each.title) for each in matrix.drivers))


def _duplicates(what: str, titles: Iterable[tuple[str, Title]]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Title]] = {}
    for name, title in titles:
        other, used = first.setdefault(title.text.casefold(), (name, title))
        if used is not title:
            yield Problem(
                code=Code.DUPLICATE_TITLE,
                message=(
                    f"{what} '{name}' has the title '{title.text}', which {what} '{other}' has already, "
                    f"at {used.location}"
                ),
                location=title.location,
            )
