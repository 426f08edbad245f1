"""A suite for stestr, with names as Tempest gives them: an id and attributes in brackets."""

from __future__ import annotations

import unittest

import testscenarios
import testtools


def idempotent_id(identity, *attributes):
    """The decorator that Tempest has for its tests."""
    return testtools.testcase.attr(f"id-{identity}", *attributes)


class BaseTest(testtools.testcase.WithAttributes, testtools.TestCase):
    """What all tests are."""


class BreadTest(BaseTest):
    @idempotent_id("0b7a1c52-7d1e-4c3a-9a35-5f0f6a0e6c11", "smoke")
    def test_bake(self):
        pass

    @idempotent_id("4f5e1a90-33a4-4d0c-8a53-0c9d6a2b7e02")
    def test_slice(self):
        self.fail("the loaf is <hard> & `dry`_")

    @idempotent_id("c3d7c1de-6a45-4c9f-b7f1-2f1c9c1f9a33", "slow")
    @testtools.skip("needs a second oven")
    def test_bake_two(self):
        pass

    @unittest.expectedFailure
    @idempotent_id("3b7a1d10-72a5-4d25-8f0c-0f1b4c9a6c12")
    def test_toast(self):
        self.fail("not yet")

    @unittest.expectedFailure
    @idempotent_id("d65d65f7-1a6b-4a3a-9c2b-5a1a0c7b8a3e")
    def test_crust(self):
        pass


class ClosedTest(BaseTest):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no credentials")

    @idempotent_id("11111111-2222-4333-8444-555555555555")
    def test_open(self):
        pass


class ColdTest(BaseTest):
    def setUp(self):
        super().setUp()
        raise RuntimeError("\x1b[31mno fire")

    @idempotent_id("11111111-2222-4333-8444-666666666666")
    def test_warm(self):
        pass


class EggsTest(testscenarios.WithScenarios, BaseTest):
    scenarios = (("oven", {}), ("pan-small", {}))

    @idempotent_id("11111111-2222-4333-8444-777777777777")
    def test_fry(self):
        pass
