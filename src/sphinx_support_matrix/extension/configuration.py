"""The extension's values in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.reporting import WARNING_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config

RULES = "support_matrix_rules"
INDEX = "support_matrix_index"

logger = logging.getLogger(__name__)


def add_configuration(app: Sphinx) -> None:
    """Register the values with *app*."""
    app.add_config_value(
        RULES, (), "env", (list, tuple, set, frozenset, str), "The rules to apply: codes, patterns, or 'all'."
    )
    app.add_config_value(
        INDEX,
        default=True,
        rebuild="env",
        types=(bool,),
        description="Whether features and drivers are in the general index.",
    )
    app.connect("config-inited", on_config_inited)


def on_config_inited(_app: Sphinx, config: Config) -> None:
    """Say what is wrong with the values."""
    if _words(config):
        for message in _chosen(config)[1]:
            logger.warning(
                "%s", f"{RULES}: {message}", type=WARNING_TYPE, subtype=Code.BAD_CONFIGURATION.value
            )


def rules_of(config: Config) -> frozenset[Code]:
    """The codes of the rules that the project has switched on."""
    return _chosen(config)[0] if _words(config) else frozenset()


def _words(config: Config) -> Sequence[str]:
    value = config[RULES]
    return [value] if isinstance(value, str) else sorted(map(str, value))


def _chosen(config: Config) -> tuple[frozenset[Code], list[str]]:
    # Most projects switch no rules on, and they do not have to wait for the modules.
    from sphinx_support_matrix.core.rules import RULES as KNOWN
    from sphinx_support_matrix.core.rules.choose import choose

    return choose(_words(config), list(KNOWN))
