"""Frozen data classes that are made quickly: the same as the standard library's.

That one writes and compiles six methods for every class, which for all of ours takes as long as
reading ten pages. Here only ``__init__`` is compiled; what else a frozen class with slots has is
the same few functions over the values of its fields.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

#: From so many fields on it pays to thaw an object while they are filled.
_MANY = 6


def _dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type[T]], type[T]]:
    """``dataclasses.dataclass``, quicker for classes that are frozen and have slots."""
    if frozen and slots:
        return _frozen
    return dataclasses.dataclass(frozen=frozen, slots=slots)


def _frozen(given: type[T]) -> type[T]:
    if not given.__doc__:
        given.__doc__ = given.__name__  # else a signature would be worked out for it
    own = {name for name, value in vars(given).items() if value is not None}
    cls = dataclasses.dataclass(slots=True, init=False, repr=False, eq=False)(given)
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    compared = _values([field.name for field in fields if field.compare])
    kept = [field.name for field in fields]
    state = _values(kept)
    shown = [field.name for field in fields if field.repr]
    made: dict[str, Callable[..., object]] = {
        "__init__": _first(cls, fields),
        "__setattr__": _refused,
        "__delattr__": _refused,
    }
    if hasattr(cls, "__post_init__") or not all(field.init for field in fields):
        made["__getstate__"] = lambda self: state(self)
        made["__setstate__"] = _restorer(cls, kept)
    else:  # made anew from its values, which is quicker than to set them one by one
        made["__reduce__"] = lambda self: (type(self), state(self))
    if "__repr__" not in own:
        made["__repr__"] = _shower(shown)
    if "__eq__" not in own:
        made["__eq__"] = _equality(compared)
    if "__hash__" not in own:  # Python puts ``None`` there beside an ``__eq__``
        made["__hash__"] = lambda self: hash(compared(self))
    for name, method in made.items():
        setattr(cls, name, method)
    return cls


def _first(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """An ``__init__`` that compiles the real one, as many classes are never asked for one."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
        made = _initialiser(cls, fields)
        cls.__init__ = made  # type: ignore[misc]
        made(self, *values, **named)

    return __init__


def _initialiser(cls: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """An ``__init__`` that fills the slots: by their own setters, or if they are many as an object
    of a class that is the same but not frozen, which takes half the time."""
    known: dict[str, Any] = {"_made": object()}
    heads, lines = ["self"], []
    thawed = len(fields) >= _MANY and cls.__bases__ == (object,)
    if thawed:
        slots = {"__slots__": tuple(field.name for field in fields)}
        known["_thawed"], known["_frozen"] = type(cls.__name__, (), slots), cls
        known["_turn"] = vars(object)["__class__"].__set__
        lines.append(" _turn(self, _thawed)\n")
    for field in fields:
        name = field.name
        known[f"_set_{name}"] = getattr(cls, name).__set__
        value = name
        if field.default_factory is not dataclasses.MISSING:
            known[f"_new_{name}"] = field.default_factory
            value = f"_new_{name}()"
            if field.init:
                heads.append(f"{name}=_made")
                value = f"{value} if {name} is _made else {name}"
        elif field.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = field.default
            heads.append(f"{name}=_default_{name}") if field.init else None
            value = name if field.init else f"_default_{name}"
        elif field.init:
            heads.append(name)
        else:
            continue
        lines.append(f" self.{name} = {value}\n" if thawed else f" _set_{name}(self, {value})\n")
    if thawed:
        lines.append(" _turn(self, _frozen)\n")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()\n")
    exec(f"def __init__({', '.join(heads)}):\n{''.join(lines) or ' pass'}", known)
    method: Callable[..., None] = known["__init__"]
    method.__qualname__ = f"{cls.__qualname__}.__init__"
    return method


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these attributes, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _restorer(cls: type, names: list[str]) -> Callable[[Any, tuple[Any, ...]], None]:
    known = {f"_set_{name}": getattr(cls, name).__set__ for name in names}
    lines = [f" _set_{name}(self, state[{at}])\n" for at, name in enumerate(names)]
    exec(f"def __setstate__(self, state):\n{''.join(lines) or ' pass'}", known)
    restore: Callable[[Any, tuple[Any, ...]], None] = known["__setstate__"]
    return restore


def _shower(names: list[str]) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({', '.join(values)})"

    return shown


def _equality(compared: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, Any], bool]:
    def equal(self: Any, other: Any) -> bool:
        if self is other:
            return True
        return compared(self) == compared(other) if type(other) is type(self) else NotImplemented

    return equal


def _refused(self: object, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change {name!r} of a {type(self).__name__}")


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    dataclass = _dataclass
