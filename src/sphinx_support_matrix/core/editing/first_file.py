"""The first file of somebody who has none."""

from __future__ import annotations

DEFAULT_TITLE = "Which driver supports which feature"

_TEXT = """\
# {title}
#
# A line that begins with '#' is a comment. Change what is here to what your project has.

# The drivers. A key is short and stays the same; the title is what people read.
[driver.local]
title = Local disk

[driver.network]
title = Network share
# link = https://example.org/network-share

# A title for the features whose names begin with 'volume.'.
[group.volume]
title = Volumes

# The features. The status is mandatory, optional, choice(GROUP) or condition(FEATURE==LEVEL).
# The level of each driver is complete, partial, missing, unknown or not-applicable.
[volume.attach]
title = Attach a volume
status = mandatory
notes = A volume is there for as long as it is attached. Notes are reStructuredText,
    and go on in indented lines.
driver.local = complete
# A release can follow the level. What is partial needs a note which says what works.
driver.network = partial:2.0
driver-notes.network = One server at a time.

[volume.resize]
title = Resize a volume
status = optional
driver.local = complete
driver.network = missing
"""


def first_file(title: str = DEFAULT_TITLE) -> str:
    """The text of a short file with comments, in today's dialect, that has no problem.

    :param title: What the first comment says; its white space becomes single spaces.
    """
    return _TEXT.format(title=" ".join(title.split()))
