"""Parts of the standard library without what they load: each sandbox would wait for it before its first command.

`typing` alone takes as long to load as all modules of this package together, and so does `signal`, for its
enumerations. Whoever checks the types sees the originals.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    import signal
    from typing import NamedTuple, cast
else:
    import _signal as signal
    from collections import namedtuple

    class _Fields(type):
        """Makes a tuple with names of a class with annotations."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            """Make it."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body["__annotations__"]
            made = namedtuple(name, fields, defaults=[body[each] for each in fields if each in body])  # noqa: PYI024
            for each in body.keys() - fields.keys() - {"__annotations__", "__qualname__"}:
                setattr(made, each, body[each])
            return made

    class NamedTuple(metaclass=_Fields):
        """A tuple whose fields are the annotations of the class, as `typing.NamedTuple` has it."""

    def cast(_: object, value: object) -> object:
        """The value, as it is."""
        return value


__all__ = ["TYPE_CHECKING", "NamedTuple", "cast", "signal"]
