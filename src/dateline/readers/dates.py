"""Times of publication as sources write them; what is ambiguous is unknown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_NAMES: tuple[str, ...] = (
    "january jan januari janvier janv enero ene января янв январь січня січ січень يناير",
    "february feb février fevrier févr fevr febrero фев февраля февраль лютого лют лютий فبراير",
    "march mar mars marzo марта мар март березня бер березень مارس",
    "april apr avril avr abril abr апреля апр апрель квітня кві квітень أبريل ابريل",
    "may mai mayo мая май травня тра травень مايو",
    "june jun juin junio июня июн июнь червня чер червень يونيو",
    "july jul juillet juil julio июля июл июль липня лип липень يوليو",
    "august aug août aout agosto ago августа авг август серпня сер серпень أغسطس",
    "september sept sep septembre septiembre сентября сен сент сентябрь вересня вер вересень سبتمبر",
    "october oct octobre octubre октября окт октябрь жовтня жов жовтень أكتوبر",
    "november nov novembre noviembre ноября ноя нояб ноябрь листопада лис листопад نوفمبر",
    "december dec décembre decembre diciembre dic декабря дек декабрь грудня гру грудень ديسمبر",
)
MONTHS = {name: month for month, names in enumerate(_NAMES, start=1) for name in names.split()}
"""Month names of English, French, Spanish, Russian, Ukrainian and Arabic, in lower case."""

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_OF_MONTH = (
    rf"(?:(?P<month>{MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?(?P<month_after>{MONTH})\.?)"
    r"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d))?"
)
"""A day with its month by name and perhaps a year; a pattern for re.IGNORECASE."""

_ISO_INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?"
)
_ISO_DAY = re.compile(r"(\d{4})([-/.]?)(\d\d)\2(\d\d)(?!\d)")
_NUMERIC_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_WORDED_DAY = re.compile(rf"(?:[^\W\d_]+\.?,?\s+)?{DAY_OF_MONTH}(?!\d)", re.IGNORECASE)
_RFC_822 = re.compile(r"(?:[A-Za-z]{3,9},\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d")
_UNIX_TIME = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})\2(\d{1,2})(?!\d)|(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")

_EARLIEST_YEAR = 1900


def read_moment(value: object, timezone: str = "") -> str | None:
    """Read a time of publication to an ISO 8601 day, or to an instant where its offset is known.

    Numbers are Unix times in seconds or milliseconds. A clock time without an offset is cut to its day.
    "03/04/2024" is None: nobody can tell the day from the month. With a time zone, instants are told on its
    clock.
    """
    if isinstance(value, bool):
        return None
    text = str(value).strip() if isinstance(value, (str, int, float)) else ""
    if not text:
        return None
    instant = _instant(text)
    if instant is not None:
        return on_clock(instant, timezone).isoformat()
    day = _day(text)
    return day.isoformat() if day else None


def on_clock(instant: dt.datetime, timezone: str) -> dt.datetime:
    """Tell an instant on the clock of a time zone; without one, on its own."""
    if not timezone:
        return instant
    try:
        return instant.astimezone(ZoneInfo(timezone))
    except OverflowError:
        return instant


def read_url_day(url: str) -> str | None:
    """Read the day in a URL such as ".../2024/09/01/title" or ".../20240901-title"."""
    for match in _URL_DAY.finditer(url):
        year, _, month, day, *packed = match.groups()
        found = make_day(*(packed if year is None else (year, month, day)))
        if found:
            return found.isoformat()
    return None


def make_day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    """Make a day, or None where the calendar has none."""
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST_YEAR else None


def worded_day(match: re.Match[str], year: int | None = None) -> dt.date | None:
    """Make the day of a match of DAY_OF_MONTH; `year` holds where it names none."""
    month = MONTHS[(match["month"] or match["month_after"]).lower()]
    written = int(match["year"]) if match["year"] else year
    return make_day(written, month, match["day"] or match["day_first"]) if written else None


def _instant(text: str) -> dt.datetime | None:
    if match := _ISO_INSTANT.fullmatch(text):
        day, clock, offset = match.groups()
        if offset is None:
            return None
        offset = "+00:00" if offset[0] not in "+-" else offset
        return _checked(lambda: dt.datetime.fromisoformat(f"{day}T{clock}{offset}"))
    if _UNIX_TIME.fullmatch(text):
        number = float(text)
        seconds = number / 1000 if number >= 1e11 else number
        return _checked(lambda: dt.datetime.fromtimestamp(int(seconds), dt.UTC))
    if _RFC_822.match(text):
        found = _checked(lambda: parsedate_to_datetime(text))
        return found if found is not None and found.tzinfo is not None else None
    return None


def _checked(make: Callable[[], dt.datetime]) -> dt.datetime | None:
    """Make an instant, or None where calendar or clock have none such."""
    try:
        found = make()
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None
    return found if found.year >= _EARLIEST_YEAR else None


def _day(text: str) -> dt.date | None:
    if match := _ISO_DAY.match(text):
        return make_day(match[1], match[3], match[4])
    if match := _NUMERIC_DAY.match(text):
        first, separator, second, year = int(match[1]), match[2], int(match[3]), match[4]
        if separator == "." or first > 12 or first == second:
            return make_day(year, second, first)
        return make_day(year, first, second) if second > 12 else None
    if match := _WORDED_DAY.match(text):
        return worded_day(match)
    return None
