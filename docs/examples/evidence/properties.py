import bz2
from collections.abc import Callable


# A test can say itself what it is for.
def test_round_trip(record_property: Callable[[str, object], None]) -> None:
    record_property("support_matrix.feature", "append")
    record_property("support_matrix.driver", "bz2")
    assert bz2.decompress(bz2.compress(b"text")) == b"text"
