"""Colours on the consoles of Windows, which have to be asked to understand them."""

from __future__ import annotations

from typing import Any

# https://learn.microsoft.com/windows/console/setconsolemode
_ENABLE_VIRTUAL_TERMINAL_PROCESSING = 0x0004


def takes_colors(descriptor: int) -> bool:
    """Whether the console that this open file is understands the escapes for colours, from now on if need be.

    What looks like a terminal and is no console, such as that of MSYS2, understands them.
    """
    import ctypes
    import msvcrt

    # The modules are there everywhere for type checkers, and these members are not.
    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009
    handle: int = getattr(msvcrt, "get_osfhandle")(descriptor)  # noqa: B009
    return asked(kernel, ctypes.c_void_p(handle), ctypes.c_uint32(), ctypes.byref)


def asked(kernel: Any, handle: object, mode: Any, reference: Any) -> bool:
    """Ask the console behind *handle* to understand escapes.

    :param kernel: The functions of Windows, ``kernel32``.
    :param mode: A number that Windows writes to.
    :param reference: What makes a reference to *mode*.
    """
    if not kernel.GetConsoleMode(handle, reference(mode)):
        return True
    if mode.value & _ENABLE_VIRTUAL_TERMINAL_PROCESSING:
        return True
    return bool(kernel.SetConsoleMode(handle, mode.value | _ENABLE_VIRTUAL_TERMINAL_PROCESSING))
