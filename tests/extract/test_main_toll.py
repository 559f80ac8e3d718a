"""The toll of the one incident that an article is about, as a table of what local news writes."""

from __future__ import annotations

import pytest

from dateline.extract.main_toll import read_toll


@pytest.mark.parametrize(
    ("title", "text", "killed", "injured"),
    [
        ("Two shot at car wash", "Two people were shot at a car wash on Sunday night, police said.", 0, 2),
        ("Man killed, 3 wounded at motel", "A shooting left one man dead and three other people wounded.", 1, 3),
        ("4 shot, 1 dead at party", "Four people were shot at a block party and one of them has died.", 1, 3),
        ("Teen dies after shooting", "A 16-year-old boy was shot and killed on Friday, police said.", 1, 0),
        ("Woman wounded in drive-by", "A woman was shot in the arm. The 31-year-old was taken to hospital.", 0, 1),
        ("Double homicide on Elm Street", "Police are looking for the gunman in a double homicide.", 2, 0),
        ("Murder-suicide in Tacoma", "A man shot his wife dead and then killed himself, deputies said.", 2, 0),
        ("Gunman dead", "A gunman killed two people before killing himself at a warehouse.", 3, 0),
        ("Clerk shot in robbery", "A clerk is in critical condition after a robber shot him in the chest.", 0, 1),
        ("Man shot 7 times", "A man who was shot 7 times on Monday is expected to live, his sister said.", 0, 1),
        (
            "Boy, 2, and man killed",
            "A 2-year-old boy and a 26-year-old man were killed when someone opened fire.",
            2,
            0,
        ),
        ("Three dead in home", "Three people, including the suspected gunman, were found dead in a house.", 3, 0),
        ("Trial for attempted murder", "He is accused of attempted murder for shooting two officers in May.", 0, 2),
    ],
)
def test_toll(title: str, text: str, killed: int, injured: int) -> None:
    toll = read_toll(f"{title}\n{text}", len(title) + 1)
    assert (toll.killed, toll.injured) == (killed, injured)


def test_other_cases_further_down_do_not_count() -> None:
    text = "Two women were shot outside a bar on Saturday. " + "Neighbours asked for more lamps. " * 60
    toll = read_toll("Two shot outside bar\n" + text + "In 2012, eleven people were killed in a fire.", 21)
    assert (toll.killed, toll.injured) == (0, 2)


def test_the_count_points_to_its_words() -> None:
    text = "Two shot\nPolice said four people were shot."
    toll = read_toll(text, 9)
    assert toll.injured_at is not None
    assert text[slice(*toll.injured_at)].lower().startswith(("two", "four"))
