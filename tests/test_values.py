"""Our frozen classes behave as those of the standard library do."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2
    tags: list[str] = field(default_factory=list)
    note: str = field(default="", compare=False, repr=False)
    sum: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sum", self.x + self.y)


@dataclass(frozen=True, slots=True)
class Far(Point):
    z: int = 0


@dataclass(frozen=True, slots=True)
class One:
    """One field."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    x: int
    y: int = 2


@dataclass(frozen=True, slots=True)
class Ours:
    x: int
    y: int = 2


def test_fields_are_filled_by_place_name_and_default() -> None:
    point = Point(1, tags=["a"])
    assert (point.x, point.y, point.tags, point.sum) == (1, 2, ["a"], 3)
    assert Point(1).tags is not Point(1).tags
    assert (Far(1, z=4).sum, Far(1, z=4).z) == (3, 4)
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1, sum=3)  # type: ignore[call-arg]


def test_equal_by_the_values_compared_and_by_class() -> None:
    assert Point(1, note="a") == Point(1, note="b") != Point(2)
    assert Point(1) != Far(1)
    assert One("a") == One("a") != One("b")
    assert One("a") != "a"


def test_hash_and_text_are_those_of_the_standard_library() -> None:
    assert hash(Ours(1)) == hash(Standard(1))
    assert repr(Ours(1)) == repr(Standard(1)).replace("Standard", "Ours")
    assert repr(Point(1, note="a")) == "Point(x=1, y=2, tags=[], sum=3)"
    assert len({One("a"), One("a"), One("b")}) == 2
    with pytest.raises(TypeError):
        hash(Point(1))  # of a list


def test_methods_of_the_class_itself_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Loose:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose) and self.name.lower() == other.name.lower()

        def __repr__(self) -> str:
            return "loose"

    assert Loose("A") == Loose("a")
    assert repr(Loose("A")) == "loose"
    assert hash(Loose("A")) == hash(("A",))


def test_nothing_can_be_changed() -> None:
    point = Ours(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x  # type: ignore[misc]
    with pytest.raises(AttributeError):
        point.new = 2  # type: ignore[attr-defined]
    assert not hasattr(point, "__dict__")


@pytest.mark.parametrize("value", [Point(1, 3, ["a"], "n"), Far(1, z=2), One("a")])
def test_copies_are_equal(value: Point | One) -> None:
    for made in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert made == value
        assert repr(made) == repr(value)


def test_the_tools_of_the_standard_library_know_them() -> None:
    assert dataclasses.is_dataclass(Ours)
    assert replace(Ours(1), y=5) == Ours(1, 5)
    assert dataclasses.asdict(Ours(1)) == {"x": 1, "y": 2}
    match Ours(1):
        case Ours(x, y):
            assert (x, y) == (1, 2)


def test_other_classes_are_made_by_the_standard_library() -> None:
    @dataclass(slots=True)
    class Loose:
        x: int

    loose = Loose(1)
    loose.x = 2
    assert loose == Loose(2)


def test_a_class_of_many_fields_is_frozen_once_it_is_made() -> None:
    @dataclass(frozen=True, slots=True)
    class Many:
        a: int
        b: int
        c: int = 3
        d: list[int] = field(default_factory=list)
        e: int = field(default=5, init=False)
        f: int = 6
        sum: int = field(init=False)

        def __post_init__(self) -> None:
            assert type(self) is Many
            object.__setattr__(self, "sum", self.a + self.f)

    one = Many(1, 2, f=7)
    assert (one.a, one.b, one.c, one.d, one.e, one.f, one.sum) == (1, 2, 3, [], 5, 7, 8)
    assert type(one) is Many
    assert one == Many(1, 2, f=7) != replace(one, c=4)
    assert hash(Many(1, 2, d=())) == hash(Many(1, 2, d=()))  # type: ignore[arg-type]
    with pytest.raises(FrozenInstanceError):
        one.a = 2  # type: ignore[misc]
    with pytest.raises(TypeError):
        Many(1)  # type: ignore[call-arg]
