from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.arrange import Block, GroupFinder, arrange
from sphinx_support_matrix.core.matrix.model import Group, Matrix, Title
from sphinx_support_matrix.core.matrix.select import Order, Patterns, differences, select, without_notes
from sphinx_support_matrix.core.problems.location import Location


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    matrix, problems = loads(
        "[driver.zvm]\ntitle = éclair\n"
        "[driver.libvirt-kvm]\ntitle = Libvirt KVM\n"
        "[driver.libvirt-lxc]\ntitle = libvirt LXC\n"
        "[driver.hyperv]\ntitle = Hyper-V\n"
        "[operation.attach]\ntitle = Attach\nzvm = missing\nlibvirt-kvm = complete\nlibvirt-lxc = partial\nhyperv = unknown\n"
        "[storage.block.a]\ntitle = A\nzvm = missing\nlibvirt-kvm = complete\nlibvirt-lxc = partial\nhyperv = unknown\n"
        "[boot]\ntitle = Boot\nzvm = missing\nlibvirt-kvm = complete\nlibvirt-lxc = partial\nhyperv = unknown\n"
        "[storage.b]\ntitle = B\nzvm = missing\nlibvirt-kvm = complete\nlibvirt-lxc = partial\nhyperv = unknown\n"
        "[group.storage]\ntitle = Storage\n[group.storage.block]\ntitle = Block storage\n",
        "m.ini",
    )
    assert problems == []
    return matrix


@pytest.mark.parametrize(
    ("text", "include", "exclude"),
    [
        pytest.param("", (), (), id="nothing"),
        pytest.param(" ,\n, ", (), (), id="separators only"),
        pytest.param("a", ("a",), (), id="one"),
        pytest.param("a b,c, d\n  e\t,f", ("a", "b", "c", "d", "e", "f"), (), id="separators"),
        pytest.param("!a b.* !c-?", ("b.*",), ("a", "c-?"), id="exclusions"),
    ],
)
def test_parse_patterns(text: str, include: tuple[str, ...], exclude: tuple[str, ...]) -> None:
    assert Patterns.parse(text) == Patterns(include=include, exclude=exclude)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("", ["operation.attach", "operation.a[1]", "storage.a", "attach.b"], id="everything"),
        pytest.param("operation.attach", ["operation.attach"], id="a name"),
        pytest.param("attach", ["operation.attach"], id="a name without its operation prefix"),
        pytest.param("a", [], id="part of a name"),
        pytest.param("Attach", [], id="another case"),
        pytest.param("operation.storage.a", [], id="an operation prefix too many"),
        pytest.param("a*", ["operation.attach", "operation.a[1]", "attach.b"], id="star"),
        pytest.param("*.a", ["storage.a"], id="star in front"),
        pytest.param("A*", [], id="star in another case"),
        pytest.param("storage.?", ["storage.a"], id="question mark"),
        pytest.param("[as]t*", ["operation.attach", "storage.a", "attach.b"], id="set"),
        pytest.param("operation.a[1]", ["operation.a[1]"], id="a name with brackets"),
        pytest.param("!attach", ["operation.a[1]", "storage.a", "attach.b"], id="exclusion"),
        pytest.param("a* !*.b", ["operation.attach", "operation.a[1]"], id="inclusion and exclusion"),
        pytest.param("attach !attach", [], id="the exclusion counts"),
    ],
)
def test_keeps(text: str, kept: list[str]) -> None:
    names = ["operation.attach", "operation.a[1]", "storage.a", "attach.b"]
    assert list(filter(Patterns.parse(text).keeps, names)) == kept


@pytest.mark.parametrize(
    ("text", "unmatched"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("attach storage.* !b", [], id="all match"),
        pytest.param("atach storage.* block.* !c", ["atach", "block.*", "c"], id="some match nothing"),
    ],
)
def test_unmatched(text: str, unmatched: list[str]) -> None:
    assert Patterns.parse(text).unmatched(["operation.attach", "storage.a", "b"]) == unmatched


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        pytest.param(Order.FILE, ["zvm", "libvirt-kvm", "libvirt-lxc", "hyperv"], id="file"),
        pytest.param(Order.TITLE, ["hyperv", "libvirt-kvm", "libvirt-lxc", "zvm"], id="title"),
        pytest.param(Order.KEY, ["hyperv", "libvirt-kvm", "libvirt-lxc", "zvm"], id="key"),
    ],
)
def test_order(matrix: Matrix, order: Order, keys: list[str]) -> None:
    selected = select(matrix, order=order)
    levels = {"zvm": "missing", "libvirt-kvm": "complete", "libvirt-lxc": "partial", "hyperv": "unknown"}
    assert [driver.key for driver in selected.drivers] == keys
    assert [[each.level.name for each in feature.implementations] for feature in selected.features] == [
        [levels[key] for key in keys]
    ] * 4
    assert Order(order.value) is order


def test_select_everything_in_the_order_of_the_file(matrix: Matrix) -> None:
    assert select(matrix, order=Order.FILE) == matrix


def test_titles_are_ordered_by_title_by_default(matrix: Matrix) -> None:
    assert select(matrix) == select(matrix, order=Order.TITLE)
    assert select(matrix) != matrix


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        pytest.param(["20", "3", "2"], ["2", "3", "20"], id="numbers"),
        pytest.param(["v20", "v3a", "V3", "v2"], ["v2", "V3", "v3a", "v20"], id="numbers in names"),
        pytest.param(["1.10", "1.9", "1.9.1", "1"], ["1", "1.9", "1.9.1", "1.10"], id="versions"),
        pytest.param(["b", "A", "2", "C"], ["2", "A", "b", "C"], id="numbers first, and no regard to case"),
        pytest.param(["a-b", "a b", "ab", "a"], ["a", "a b", "a-b", "ab"], id="words"),
        pytest.param(
            ["07", "7", "007", "6"], ["6", "07", "7", "007"], id="equal numbers stay as in the file"
        ),
        pytest.param(
            ["9" * 5000, "1" + "0" * 5000, "x²"], ["9" * 5000, "1" + "0" * 5000, "x²"], id="any digits"
        ),
        pytest.param(["x3", "x y", "xy", "x20"], ["x y", "x3", "x20", "xy"], id="a number among characters"),
        pytest.param(["a0", "a", "a00b"], ["a", "a0", "a00b"], id="nothing before zero"),
    ],
)
@pytest.mark.parametrize("order", [Order.TITLE, Order.KEY])
def test_numbers_are_ordered_by_their_size(names: list[str], ordered: list[str], order: Order) -> None:
    # Of titles and keys, the one that does not count stands in another order.
    others = [f"{number:03}" for number in range(len(names), 0, -1)]
    pairs = zip(*((names, others) if order is Order.KEY else (others, names)), strict=True)
    matrix, _ = loads("".join(f"[driver.{key}]\ntitle = {title}\n" for key, title in pairs), "m.ini")
    drivers = select(matrix, order=order).drivers
    assert [each.key if order is Order.KEY else each.title.text for each in drivers] == ordered


def test_select_drivers(matrix: Matrix) -> None:
    selected = select(matrix, drivers=Patterns.parse("libvirt-* zvm !*-lxc"))
    assert [driver.key for driver in selected.drivers] == ["libvirt-kvm", "zvm"]
    assert [[each.level.name for each in feature.implementations] for feature in selected.features] == [
        ["complete", "missing"]
    ] * 4


def test_the_places_of_cells_go_with_the_drivers(matrix: Matrix) -> None:
    selected = select(matrix, drivers=Patterns.parse("hyperv zvm"), order=Order.FILE)
    lines = [place and place.line for place in selected.features[0].places]
    assert lines == [11, 14]


def test_select_features(matrix: Matrix) -> None:
    selected = select(matrix, features=Patterns.parse("storage.* attach !*.a"), order=Order.FILE)
    assert selected.features == (matrix.features[0], matrix.features[3])
    assert (selected.drivers, selected.groups, selected.levels, selected.path) == (
        matrix.drivers,
        matrix.groups,
        matrix.levels,
        "m.ini",
    )


def test_select_nothing(matrix: Matrix) -> None:
    nothing = Patterns.parse("!*")
    selected = select(matrix, drivers=nothing, features=nothing)
    assert (selected.drivers, selected.features) == ((), ())


def test_arrange_without_groups(matrix: Matrix) -> None:
    assert arrange(matrix, grouped=False) == (Block(group=None, features=matrix.features),)


def test_arrange_in_groups(matrix: Matrix) -> None:
    attach, block, boot, storage = matrix.features
    assert arrange(matrix, grouped=True) == (
        Block(
            group=Group(
                name="operation",
                title=Title(text="operation", location=attach.location),
                notes=None,
                location=attach.location,
            ),
            features=(attach,),
        ),
        Block(group=matrix.groups[1], features=(block,)),
        Block(
            group=Group(
                name="boot",
                title=Title(text="boot", location=boot.location),
                notes=None,
                location=boot.location,
            ),
            features=(boot,),
        ),
        Block(group=matrix.groups[0], features=(storage,)),
    )


def test_features_of_a_group_need_not_stand_together() -> None:
    matrix, _ = loads("[b.1]\n[a.1]\n[b.2]\n[group.a]\ntitle = A\n", "m.ini")
    assert [
        (block.group and block.group.title, [feature.name for feature in block.features])
        for block in arrange(matrix, grouped=True)
    ] == [
        (Title(text="b", location=Location(path="m.ini", line=1)), ["b.1", "b.2"]),
        (Title(text="A", location=Location(path="m.ini", line=5)), ["a.1"]),
    ]


def test_a_control_character_in_a_section_name_does_not_get_into_the_title_of_a_group() -> None:
    matrix, _ = loads("[b\x01.1]\ntitle = 1\n", "m.ini")
    assert [block.group and block.group.title.text for block in arrange(matrix, grouped=True)] == ["b\ufffd"]


def test_nothing_to_arrange() -> None:
    assert arrange(Matrix(path="m.ini"), grouped=True) == ()


def test_the_group_of_a_feature(matrix: Matrix) -> None:
    assert [GroupFinder(matrix.groups).group_of(feature).name for feature in matrix.features] == [
        "operation",
        "storage.block",
        "boot",
        "storage",
    ]


def test_differences() -> None:
    matrix, _problems = loads(
        "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n"
        "[same]\ntitle = Same\ndriver.a = complete\ndriver.b = complete:2\ndriver-notes.b = Later.\n"
        "[other]\ntitle = Other\ndriver.a = complete\ndriver.b = partial\n"
        "[unrecorded]\ntitle = Unrecorded\ndriver.a = unknown\n",
        "m.ini",
    )
    assert [feature.name for feature in differences(matrix).features] == ["other", "unrecorded"]
    alone = select(matrix, drivers=Patterns.parse("a"))
    assert differences(alone).features == ()


def test_without_notes() -> None:
    noted, _ = loads(
        "[driver.a]\ntitle = A\n[group.x]\ntitle = G\nnotes = N.\n[x.y]\ntitle = Y\nnotes = N.\ndriver.a = complete:1\n"
        "driver-notes.a = N.\n",
        "m.ini",
    )
    plain, _ = loads(
        "[driver.a]\ntitle = A\n[group.x]\ntitle = G\n[x.y]\ntitle = Y\ndriver.a = complete:1\n", "m.ini"
    )
    found = without_notes(noted)
    assert [feature.implementations for feature in found.features] == [
        feature.implementations for feature in plain.features
    ]
    assert (found.features[0].notes, found.groups[0].notes) == (None, None)
