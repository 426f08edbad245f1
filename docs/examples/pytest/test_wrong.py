import pytest


@pytest.mark.support_matrix("apend", driver="lzma")
def test_append():
    pass


@pytest.mark.support_matrix("append", driver="bzip2")
def test_again():
    pass
