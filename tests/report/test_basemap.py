"""The map's window, its dots and its names."""

from __future__ import annotations

import base64
from array import array

import pytest

from dateline.report.basemap import STEPS, WORLD, make_basemap, window
from tests.samples import KHARKIV, KHERSON, ODESA, SUMY


@pytest.mark.parametrize(
    ("points", "inside"),
    [
        ([], (0.0, 0.0)),
        ([(50.0, 36.0)], (50.5, 36.9)),
        ([(50.0, 36.0), (46.0, 30.0)], (48.0, 33.0)),
        ([(-18.0, 178.4), (13.8, -171.8)], (0.0, 0.0)),
    ],
)
def test_a_window_has_room_around_the_points(points: list[tuple[float, float]], inside: tuple[float, float]) -> None:
    west, south, east, north = window(points)
    assert -180 <= west < east <= 180
    assert -85 <= south < north <= 85
    assert all(west <= lon <= east and south <= lat <= north for lat, lon in [*points, inside])


def test_no_points_give_the_world() -> None:
    assert window([]) == WORLD


def test_dots_are_packed_as_steps_of_the_box_with_the_size_of_the_town() -> None:
    base = make_basemap((30.0, 46.0, 40.0, 51.0), [KHARKIV, KHERSON], [])
    numbers = array("H", base64.b64decode(base.dots))
    assert base.count == 2
    assert [round(30 + 10 * x / STEPS, 2) for x in numbers[0:2]] == [36.25, 32.62]
    assert [round(46 + 5 * y / STEPS, 2) for y in numbers[2:4]] == [49.98, 46.66]
    assert list(numbers[4:6]) == [3, 2]


def test_names_come_with_the_largest_town_first() -> None:
    base = make_basemap((30.0, 46.0, 40.0, 51.0), [KHARKIV, ODESA, SUMY, KHERSON], [(50.9, 34.8)])
    assert [label.name for label in base.labels] == ["Kharkiv", "Odesa", "Sumy", "Kherson"]
