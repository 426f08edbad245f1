"""Marks that several files of tests use."""

from __future__ import annotations

import pytest


def cannot(driver, *errors, why):
    """The parameter of a test that tries what *driver* cannot do.

    The test fails as expected, which is evidence that the feature is missing. It is not strict: should it pass one day, that is
    evidence that the claim says too little, and not a failure.
    """
    return pytest.param(driver, marks=pytest.mark.xfail(raises=errors, reason=why, strict=False))
