from __future__ import annotations

from sphinx_support_matrix.core.loading import loads

TEXT = """\
[driver.a]
title = A
[driver.b]
title = B
[f]
title = F
notes = Of the feature.
driver.a = complete
driver.b = complete
driver-notes.b = Of a cell.
[g]
title = G
driver.a = complete
driver.b = complete
"""


def test_every_note_of_a_feature():
    first, second = loads(TEXT, "m.ini")[0].features
    assert [(column, note.lines) for column, note in first.every_note] == [
        (None, ("Of the feature.",)),
        (1, ("Of a cell.",)),
    ]
    assert second.every_note == []
