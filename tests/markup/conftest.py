"""The markup does not know Sphinx."""

from tests.marking import all_are

pytest_collection_modifyitems = all_are(__file__, "python")
