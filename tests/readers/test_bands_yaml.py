"""A file of bands: in any order, and every mistake told with its place."""

from decimal import Decimal

import pytest

from grader.errors import InputError
from grader.readers.bands_yaml import read_bands


def read(tmp_path, text):
    path = tmp_path / "bands.yaml"
    path.write_text(text, encoding="utf-8")
    return read_bands(path)


def test_bands_come_lowest_first_whatever_their_order(tmp_path):
    made = read(
        tmp_path, "- {name: 优, from: 85%}\n- {name: 中, from: 0}\n- {name: 良, from: 70％}"
    )
    assert made.names == ("中", "良", "优")
    assert [str(each) for each in made.thresholds] == ["70%", "85%"]
    assert made.thresholds[0].points(Decimal(40)) == 28


def test_points_may_have_places(tmp_path):
    made = read(tmp_path, "[{name: B, from: 0}, {name: A, from: 12.50}]")
    assert str(made.thresholds[0]) == "12.5"


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("", ":1:1", "empty"),
        ("A", ":1:1", "2 to 20 bands"),
        ("[{name: A, from: 0}]", ":1:1", "2 to 20 bands"),
        ("[{name: A, from: 0}, {name: A, from: 9}]", ":1:1", "one name"),
        ("[{name: A, from: 0}, {name: B, from: 0%}]", ":1:1", "one total"),
        ("[{name: A, from: 5}, {name: B, from: 9%}]", ":1:1", "some at percents"),
        ("- {name: B, from: 9}\n- {name: A, from: 5}", ":2:3", "must begin at 0"),
        ("- {name: A, from: 0}\n- {name: B, to: 5}", ":2:3", "a name and a from"),
        ("- {name: A, from: 0}\n- {name: 'B|C', from: 5}", ":2:3", "characters without"),
        ("- {name: A, from: 0}\n- {name: too_close, from: 5}", ":2:3", "meaning of its own"),
        ("- {name: A, from: 0}\n- {name: B, from: 100%}", ":2:19", "from 0"),
        ("- {name: A, from: 0}\n- {name: B, from: nan}", ":2:19", "from 0"),
        ("- {name: A, from: 0}\n- {name: B, from: [1]}", ":2:19", "from 0"),
        ("- {name: A, from: 0}\n- &x {name: B, from: 1}", ":2:3", "anchor"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(tmp_path, text, place, problem):
    with pytest.raises(InputError) as told:
        read(tmp_path, text)
    assert f"bands.yaml{place}: " in str(told.value)
    assert problem in str(told.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_bands(tmp_path / "none.yaml")
