"""The builder that runs, for transforms, which Sphinx is about to let know nothing but the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_BUILDERS: WeakKeyDictionary[BuildEnvironment, Builder] = WeakKeyDictionary()


def on_builder_inited(app: Sphinx) -> None:
    """Remember the builder of *app*."""
    _BUILDERS[app.env] = app.builder


def builder_of(env: BuildEnvironment) -> Builder:
    """The builder that reads or writes the documents of *env*."""
    return _BUILDERS[env]
