"""From what a file says to what it means: five dialects, and any mix of them, into one model.

==========================  ========================================  ===========================
dialect                     drivers                                   implementations
==========================  ========================================  ===========================
today's                     ``[driver.KEY]``                          ``driver.KEY``
nova 2015 to 2018           ``driver-impl-KEY`` in ``[targets]``      ``driver-impl-KEY``
neutron, spring 2017        ``networking-KEY`` in ``[targets]``       ``networking-KEY``
neutron, summer 2017        ``[target.X]`` with ``label = KEY``       ``KEY``
nova's feature matrix       ``[target.KEY]``                          ``KEY``
==========================  ========================================  ===========================

The dialects do not contradict each other, so all of them are understood in every file: files that
are being moved from one to another exist, and are read completely.
"""

from sphinx_support_matrix.core.dialects.build import build

__all__ = ["build"]
