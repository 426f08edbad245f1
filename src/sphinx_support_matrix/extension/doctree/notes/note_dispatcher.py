"""Decide which directives and roles a note gets: those of a list, and what the project adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import roles
from docutils.parsers.rst.languages import en
from docutils.utils import Reporter
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import CustomReSTDispatcher

from sphinx_support_matrix.extension.configuration import note_directives_of, note_roles_of
from sphinx_support_matrix.extension.doctree.notes.allowed_markup import (
    DIRECTIVES,
    ROLES,
    is_named,
    why_not_directive,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from docutils.parsers.rst import Directive
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from sphinx_support_matrix.extension.doctree.notes.refusing import Refusals

_DOCUTILS = "docutils.parsers.rst.directives."
_SPECIAL = frozenset("*?[:")
# Intersphinx finds these roles by what their names begin with.
_EXTERNAL = ("external:", "external+")


class NoteDispatcher(CustomReSTDispatcher):
    """Finds directives and roles as ever, and lets a note have those that it may use.

    What counts is what a name leads to: the name can be a translated one, or that of the default domain,
    which can hide another directive of the same name.
    """

    refusals: Refusals
    """Those of the note that is being parsed."""

    def __init__(self, env: BuildEnvironment, settings: Any) -> None:
        super().__init__()
        self._domains: list[Domain] = list(env.domains.values())
        self.more_directives = note_directives_of(env.config)
        self.more_roles = note_roles_of(env.config)
        # Nobody is told that a name is found only in English.
        quiet = Reporter("", report_level=5, halt_level=5)
        self._quiet = nodes.document(settings, quiet)
        self._directives: dict[object, bool] | None = None
        self._roles: list[object] | None = None
        self._decided: dict[tuple[str, object], bool] = {}

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        """The directive, or another one that shows it as it was written."""
        name = directive_name.lower()
        found, messages = super().directive(directive_name, language_module, document)
        if getattr(found, "shows_notes", False):
            # It could be the very file that the note is in.
            return self.refusals.directive(f"a note cannot hold another matrix, as with '{name}'"), []
        if found is not None:
            known = self._known_directives()
            trusted = known.get(found)
            if trusted is None and found.__module__.startswith(_DOCUTILS):
                # Sphinx has taken the place of some directives, but only of their English names.
                trusted = known.get(getattr(language_module, "directives", {}).get(name))
            if trusted or is_named(self._names(name, found), self.more_directives):
                return found, messages
            if trusted is not None:
                return self.refusals.guarded(found), messages
        return self.refusals.directive(why_not_directive(name)), []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[RoleFunction, list[nodes.system_message]]:
        """The role, or another one that shows it as it was written."""
        name = role_name.lower()
        found, messages = super().role(role_name, language_module, lineno, reporter)
        if self._is_allowed_role(name, found):
            return found, messages
        return self.refusals.role(name), []

    def _is_allowed_role(self, name: str, found: object) -> bool:
        # The types say that there always is one.
        if found is None:
            return False
        allowed = self._decided.get((name, found))
        if allowed is None:
            allowed = (
                name.startswith(_EXTERNAL)
                or self._is_known(_original(found, self._domains))
                or is_named(self._names(name, found), self.more_roles)
            )
            self._decided[name, found] = allowed
        return allowed

    def _is_known(self, role: object) -> bool:
        known = self._known_roles()
        # A role that is made from another one does what that one does.
        while role not in known and isinstance(role, roles.CustomRole):
            role = _original(role.base_role, self._domains)
        if isinstance(role, XRefRole):
            # Whatever the name, it makes a reference, and only a reference to a file publishes the file.
            return not issubclass(role.nodeclass, addnodes.download_reference)
        return role is roles.generic_custom_role or role in known

    def _known_directives(self) -> dict[object, bool]:
        """The directives of the list, and their names; and whether the project has named each itself."""
        if self._directives is None:
            self._directives = {}
            for name in (*DIRECTIVES, *filter(_is_plain, self.more_directives)):
                found, _ = super().directive(name, en, self._quiet)
                if found is not None and (name not in DIRECTIVES or not self._is_hidden(name, found)):
                    self._directives[found] = self._directives[name] = name in self.more_directives
        return self._directives

    def _known_roles(self) -> list[object]:
        """The roles of the list."""
        if self._roles is None:
            self._roles = []
            for name in (*ROLES - {""}, *filter(_is_plain, self.more_roles)):
                found, _ = super().role(name, en, 0, self._quiet.reporter)
                if name not in ROLES or not self._is_hidden(name, found):
                    self._roles.append(_original(found, self._domains))
        return self._roles

    def _is_hidden(self, name: str, found: object) -> bool:
        """Whether *found* is not what *name* is on the list for: a domain has something of the same name."""
        return ":" not in name and any(_provides(domain, name, found) for domain in self._domains)

    def _names(self, name: str, found: object) -> list[str]:
        """The names of *found*: as it was written, and with its domain."""
        short = name.partition(":")[2] or name
        names = {name, *(f"{each.name}:{short}" for each in self._domains if _provides(each, short, found))}
        return sorted(names)


def _is_plain(name: str) -> bool:
    """Whether *name* can be looked up: it is no pattern, and no name of a domain that may not be there."""
    return not _SPECIAL.intersection(name)


def _provides(domain: Domain, name: str, found: object) -> bool:
    # What a domain hands out, it makes once, and then it hands out the same again.
    return (name in domain.directives and domain.directive(name) is found) or (
        name in domain.roles and domain.role(name) is found
    )


def _original(found: object, domains: Iterable[Domain]) -> object:
    """What a domain has given its own name to before it handed *found* out."""
    for domain in domains:
        for name, role in domain.roles.items():
            if domain.role(name) is found:
                return role
    return found
