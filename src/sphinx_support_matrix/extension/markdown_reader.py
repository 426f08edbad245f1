"""Read Markdown with myst-parser, where it is installed: a text of which each line has its place in a file."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

logger = logging.getLogger(__name__)

# What would reach the page around the text, or take its names and numbers. It stays text.
_TEXT = (
    "front_matter",
    "heading",
    "lheading",
    "html_block",
    "html_inline",
    "footnote_def",
    "footnote_ref",
    "myst_target",
)


def can_read_markdown() -> bool:
    """Whether myst-parser is installed. Documents need not be in Markdown, and conf.py need not name it."""
    return find_spec("myst_parser") is not None


def read_markdown(lines: Sequence[str], numbers: Sequence[int], document: nodes.document) -> None:
    """Read *lines* into *document*, whose source is the file that they stand in.

    The project's settings of myst-parser are not used: among what they add is what gives any part of a page any class.

    :param numbers: The number of each line in the file.
    """
    parser = _make_parser()
    # The parser is used again and again.
    parser.options["document"] = document
    parser.options["current_node"] = document
    environment: dict[str, Any] = {}
    tokens = parser.parse("\n".join(lines), environment)
    for token in tokens:
        if token.map:
            first, end = token.map
            token.map = [numbers[min(first, len(numbers) - 1)] - 1, numbers[min(end, len(numbers)) - 1]]
    parser.renderer.render(tokens, parser.options, environment)


@lru_cache(maxsize=1)
def _make_parser() -> Any:
    from myst_parser.config.main import MdParserConfig
    from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
    from myst_parser.parsers.mdit import create_md_parser

    class TextRenderer(SphinxRenderer):  # type: ignore[misc, unused-ignore] # where myst-parser is not installed
        """Renders a text that is a part of a page, and has nothing to say about the page."""

        def _render_initialise(self) -> None:
            pass

        def _render_finalise(self) -> None:
            pass

        def create_warning(
            self,
            message: str,
            subtype: Any,
            *,
            wtype: str | None = None,
            line: int | None = None,
            append_to: Any = None,  # noqa: ARG002 - a message on the page would be the only trace of it
        ) -> None:
            """Log what is wrong at its line of the file; the other one knows documents only."""
            logger.warning(
                "%s",
                message,
                type=wtype or "myst",
                subtype=getattr(subtype, "value", subtype),
                location=f"{self.document['source']}:{line or 1}",
            )

        # A relative target is one, as in reStructuredText. What belongs to the project has roles.
        def render_link_path(self, token: Any) -> None:
            self.render_link_url(token)

        def render_link_unknown(self, token: Any) -> None:
            self.render_link_url(token)

        def render_link_project(self, token: Any) -> None:
            self.render_link_url(token)

        def render_link_inventory(self, token: Any) -> None:
            self.render_link_url(token)

        def render_link_anchor(self, token: Any, _target: str) -> None:
            self.render_link_url(token)

    return create_md_parser(
        MdParserConfig(enable_extensions={"colon_fence", "deflist"}, disable_syntax=list(_TEXT)), TextRenderer
    )
