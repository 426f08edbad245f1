"""What people write where they mean a level: words, marks and emoji of other tables."""

from __future__ import annotations

from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, NOT_APPLICABLE, PARTIAL, UNKNOWN

_MARKS = {
    COMPLETE.name: (
        "yes y true t on ok okay full fully done supported available implemented stable ga works check tick "
        "\N{WHITE HEAVY CHECK MARK} \N{HEAVY CHECK MARK} \N{CHECK MARK} \N{BALLOT BOX WITH CHECK} "
        "\N{LARGE GREEN CIRCLE} \N{WHITE CIRCLE} \N{LARGE GREEN SQUARE} \N{BLACK CIRCLE} "
        ":white_check_mark: :heavy_check_mark: :ballot_box_with_check: :green_circle: :+1:"
    ),
    PARTIAL.name: (
        "partially limited some mostly experimental beta alpha preview wip incomplete-support half "
        "\N{CIRCLE WITH LEFT HALF BLACK} \N{WARNING SIGN} \N{CONSTRUCTION SIGN} \N{LARGE YELLOW CIRCLE} "
        "\N{LARGE ORANGE CIRCLE} \N{LARGE YELLOW SQUARE} \N{CIRCLE WITH RIGHT HALF BLACK} ~ "
        ":warning: :construction: :yellow_circle: :large_orange_diamond:"
    ),
    MISSING.name: (
        "no n false f off none unsupported unavailable never planned todo "
        "\N{CROSS MARK} \N{HEAVY BALLOT X} \N{BALLOT X} \N{HEAVY MULTIPLICATION X} \N{MULTIPLICATION X} "
        "\N{LARGE RED CIRCLE} \N{NEGATIVE SQUARED CROSS MARK} \N{NO ENTRY} \N{NO ENTRY SIGN} "
        "\N{LARGE RED SQUARE} \N{BALLOT BOX} :x: :no_entry: :no_entry_sign: :red_circle: "
        ":heavy_multiplication_x: :negative_squared_cross_mark: :-1:"
    ),
    NOT_APPLICABLE.name: "n/a na n.a. irrelevant inapplicable - -- \N{EN DASH} \N{EM DASH} \N{MINUS SIGN}",
    UNKNOWN.name: (
        "? ?? ??? tbd untested unclear \N{BLACK QUESTION MARK ORNAMENT} \N{WHITE QUESTION MARK ORNAMENT} :question:"
    ),
}
_PHRASES = {
    COMPLETE.name: ("fully supported", "full support", "yes, fully"),
    PARTIAL.name: (
        "partially supported",
        "partial support",
        "limited support",
        "work in progress",
        "in progress",
    ),
    MISSING.name: (
        "not supported",
        "no support",
        "not implemented",
        "not available",
        "not yet",
        "coming soon",
    ),
    NOT_APPLICABLE.name: ("not applicable", "does not apply", "not relevant"),
    UNKNOWN.name: ("not tested", "not known", "to be determined"),
}
# It follows a character that is shown as a picture or as a sign.
_VARIATION = str.maketrans("", "", "\ufe0e\ufe0f")
_MEANT = {word: name for name in _MARKS for word in (name, *_MARKS[name].split(), *_PHRASES[name])}


def level_meant(text: str) -> str | None:
    """The name of the built-in level that *text* means in tables such as those of READMEs, or ``None``.

    Only a whole text counts, and no case does: ``Yes``, ``n/a``, ``not supported``, a check mark.
    """
    return _MEANT.get(" ".join(text.translate(_VARIATION).casefold().split()))
