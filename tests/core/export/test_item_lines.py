from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.export.item_lines import item_lines

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
    max_leaves=8,
)


@given(
    st.lists(JSON),
    st.dictionaries(st.text().filter(lambda name: name != "cells"), JSON),
    st.sampled_from([None, 1]),
)
def test_lines_of_items(items, more, indent):
    text = json.dumps({**more, "cells": items, "end": [1]}, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    found = item_lines(text, "cells")
    assert len(found) == len(items)
    if indent is None:
        assert set(found) <= {1}
    else:
        starts = [number for number, line in enumerate(lines, 1) if line[:2] == "  " and line[2] not in " ]}"]
        first = lines.index(' "cells": [') + 1 if items else 0
        assert found == [number for number in starts if number > first][: len(items)]


def test_a_list_in_objects():
    text = json.dumps({"a": [1], "b": {"a": [2], "c": {"a": [3, [4], {"a": [5]}]}}}, indent=1)
    assert item_lines(text, "b", "c", "a") == [
        number
        for number, line in enumerate(text.split("\n"), 1)
        if line.startswith("    ") and line[4] in "3[{"
    ]
