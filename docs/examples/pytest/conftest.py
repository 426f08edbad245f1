import importlib

import pytest


@pytest.fixture(params=["bz2", "lzma"])
def support_matrix_driver(request):
    return request.param


@pytest.fixture
def module(support_matrix_driver):
    return importlib.import_module(support_matrix_driver)
