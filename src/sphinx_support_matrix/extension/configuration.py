"""The extension's values in ``conf.py``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_support_matrix.core.matrix.driver_word import driver_word
from sphinx_support_matrix.core.matrix.model import Markup
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing
from sphinx_support_matrix.extension.reporting import WARNING_TYPE
from sphinx_support_matrix.extension.translation import call_drivers, speak

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_support_matrix.core.matrix.driver_word import DriverWord

RULES = "support_matrix_rules"
INDEX = "support_matrix_index"
MARKUP = "support_matrix_markup"
SCRIPT = "support_matrix_script"
EVIDENCE = "support_matrix_evidence"
HISTORY = "support_matrix_history"
MAX_AGE = "support_matrix_evidence_max_age"
ROWS = "support_matrix_rows"
NOTE_DIRECTIVES = "support_matrix_note_directives"
NOTE_ROLES = "support_matrix_note_roles"
_MARKUPS = tuple(markup.value for markup in Markup)
DRIVER_WORD = "support_matrix_driver_word"
_LISTS = (list, tuple, set, frozenset, str)
# What stands around a name in reStructuredText, and what no name can hold.
_NO_NAME = re.compile(r"\s|::|^$|^[.:]|[:`]$")

logger = logging.getLogger(__name__)


def add_configuration(app: Sphinx) -> None:
    """Register the values with *app*."""
    app.add_config_value(RULES, (), "env", _LISTS, "The rules to apply: codes, patterns, or 'all'.")
    app.add_config_value(
        NOTE_DIRECTIVES, (), "env", _LISTS, "More directives that notes may use: names or patterns."
    )
    app.add_config_value(
        INDEX,
        default=True,
        rebuild="env",
        types=(bool,),
        description="Whether features and drivers are in the general index.",
    )
    app.add_config_value(
        MARKUP,
        Markup.RST.value,
        "env",
        (str,),
        "What notes are written in, in files that do not say: 'restructuredtext' or 'markdown'.",
    )
    app.add_config_value(
        ROWS, Rows.AUTO.value, "env", (str,), "What the rows of summaries are: features, drivers or auto."
    )
    app.add_config_value(
        SCRIPT,
        default=True,
        rebuild="html",
        types=(bool,),
        description="Whether pages with a matrix have controls.",
    )
    app.add_config_value(
        EVIDENCE,
        default=True,
        rebuild="env",
        types=(bool,),
        description="Whether the evidence beside a file is used.",
    )
    app.add_config_value(
        HISTORY,
        default=True,
        rebuild="env",
        types=(bool,),
        description="Whether the history beside a file is used.",
    )
    app.add_config_value(
        MAX_AGE, "", "env", (str,), "How old evidence can be before it is stale, such as '180d'."
    )
    app.add_config_value(NOTE_ROLES, (), "env", _LISTS, "More roles that notes may use: names or patterns.")
    # A text by default, so that the build of another language can give another word with -D.
    app.add_config_value(
        DRIVER_WORD, "", "env", (str, list, tuple), "What drivers are called: one, and several."
    )
    app.connect("config-inited", on_config_inited)


def on_config_inited(_app: Sphinx, config: Config) -> None:
    """Say what is wrong with the values."""
    speak(config.language)
    if _words(config, RULES):
        for message in _chosen(config)[1]:
            _report(f"{RULES}: {message}")
    if config[MARKUP] not in _MARKUPS:
        _report(f"{MARKUP}: expected {listing(map(repr, _MARKUPS))}, not {config[MARKUP]!r}")
    if _rows(config) is None:
        values = [each.value for each in Rows]
        given = str(config[ROWS])
        _report(f"{ROWS}: must be {listing(values)}, not '{given}'{did_you_mean(given, values)}")
    for value, example in ((NOTE_DIRECTIVES, "grid*"), (NOTE_ROLES, "math")):
        for word in _words(config, value):
            if _NO_NAME.search(word):
                _report(f"{value}: expected a name or a pattern such as '{example}', not '{word}'")
    try:
        _max_age(config)
    except ValueError as error:
        _report(f"{MAX_AGE}: {error}")
    try:
        call_drivers(_driver_word(config))
    except ValueError as error:
        call_drivers(None)
        _report(f"{DRIVER_WORD}: {error}")


def rules_of(config: Config) -> frozenset[Code]:
    """The codes of the rules that the project has switched on."""
    return _chosen(config)[0] if _words(config, RULES) else frozenset()


def has_controls(builder: Builder) -> bool:
    """Whether pages with a matrix have controls. A book does not run their script."""
    return bool(builder.config[SCRIPT]) and builder.name != "epub"


def markup_of(config: Config) -> Markup:
    """What notes are written in, in files that do not say."""
    return Markup(config[MARKUP]) if config[MARKUP] in _MARKUPS else Markup.RST


def rows_asked(config: Config) -> Rows:
    """What the project wants the rows of summaries to be."""
    return _rows(config) or Rows.AUTO


def driver_word_of(config: Config) -> DriverWord | None:
    """What the project calls its drivers; ``None`` if it has no word of its own, or none that can be read."""
    try:
        return _driver_word(config)
    except ValueError:
        return None


def note_directives_of(config: Config) -> tuple[str, ...]:
    """The names and patterns of directives that notes may use in addition."""
    return tuple(word.lower() for word in _words(config, NOTE_DIRECTIVES))


def note_roles_of(config: Config) -> tuple[str, ...]:
    """The names and patterns of roles that notes may use in addition."""
    return tuple(word.lower() for word in _words(config, NOTE_ROLES))


def _rows(config: Config) -> Rows | None:
    given = config[ROWS]
    return next((each for each in Rows if each.value == given), None)


def _report(message: str) -> None:
    logger.warning("%s", message, type=WARNING_TYPE, subtype=Code.BAD_CONFIGURATION.value)


def _words(config: Config, name: str) -> Sequence[str]:
    value = config[name]
    return [value] if isinstance(value, str) else sorted(map(str, value))


def _driver_word(config: Config) -> DriverWord | None:
    """What the project calls its drivers; ``None`` if it has no word of its own.

    :raises ValueError: if the value cannot be read.
    """
    value = config[DRIVER_WORD]
    text = value if isinstance(value, str) else "; ".join(map(str, value))
    return driver_word(text) if text else None


def _chosen(config: Config) -> tuple[frozenset[Code], list[str]]:
    # Most projects switch no rules on, and they do not have to wait for the modules.
    from sphinx_support_matrix.core.rules import RULES as KNOWN
    from sphinx_support_matrix.core.rules.choose import choose

    return choose(_words(config, RULES), [*KNOWN, *sorted(_evidence_rules(), key=list(Code).index)])


def uses_evidence(config: Config) -> bool:
    """Whether the evidence beside a file is used, where a directive does not say."""
    return bool(config[EVIDENCE])


def uses_history(config: Config) -> bool:
    """Whether the history beside a file is used, where a directive does not say."""
    return bool(config[HISTORY])


def max_age_of(config: Config) -> timedelta | None:
    """How old evidence may be; ``None`` for any age."""
    try:
        return _max_age(config)
    except ValueError:
        return None


def evidence_rules_of(config: Config) -> frozenset[Code]:
    """The codes of the rules about evidence that the project has switched on."""
    codes = rules_of(config)
    # Most projects switch none on, and do not wait for the modules.
    return codes & _evidence_rules() if codes else codes


def _max_age(config: Config) -> timedelta | None:
    """How old evidence may be; ``None`` for any age.

    :raises ValueError: if the value cannot be read.
    """
    if not config[MAX_AGE]:
        return None
    # Most projects have no evidence, and do not wait for the module.
    from sphinx_support_matrix.core.evidence.ages import parse_age

    # Sphinx itself says that a number is no text.
    return parse_age(str(config[MAX_AGE]))


def _evidence_rules() -> frozenset[Code]:
    # As above.
    from sphinx_support_matrix.core.evidence.evidence_rules import EVIDENCE_RULES

    return EVIDENCE_RULES
