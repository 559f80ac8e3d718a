"""HTML pages: the article by trafilatura, its date and publisher from what the page says of itself."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from ..model import Published, Record
from .dates import read_moment, read_url_day
from .draft import Draft, finish
from .encoding import decode, is_binary, normalise
from .input import Context, Input
from .plain_text import damage
from .record import Problem, Reading, ReadOptions, Unreadable

MEDIA_TYPE = "text/html"

for _name in ("trafilatura", "htmldate"):
    # What they log of broken pages would otherwise be printed; it is told by a failure.
    logging.getLogger(_name).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATE_NAMES = (
    "article:published_time", "datepublished", "date.published", "publication_date", "publish-date", "publishdate",
    "pubdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "date",
)  # fmt: skip
_LEAST_LETTERS = 40
"""Fewer make no article: a menu, or the word "Loading"."""


class Told(Record, frozen=True, kw_only=True):
    """What a page says of itself in its head."""

    date: str = ""
    publisher: str = ""
    url: str = ""
    problems: tuple[Problem, ...] = ()


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read one page.

    Raises:
        Unreadable: it is too long, or holds no article.
    """
    options = context.options
    raw = source.read_whole(options.max_bytes, remedy="Save the article alone, or raise max_bytes.")
    yield from finish(draft_page(raw, options), raw, source.origin, options)


def draft_page(
    raw: bytes, options: ReadOptions, *, url: str = "", charset: str = "", latest: dt.date | None = None
) -> Draft:
    """Make the draft of a page; `url`, `charset` and the last possible day are what an archive knows of it.

    Raises:
        Unreadable: there is no article in it.
    """
    if is_binary(raw):
        raise Unreadable("binary", "These bytes are no HTML.", remedy="Give the page as its server sent it.")
    declared = _CHARSET.search(raw[:4096])
    decoded = decode(raw, charset or (declared[1].decode("ascii") if declared else ""))
    page = _XML_HEAD.sub("", normalise(decoded.text))
    tree = _parse(page)
    told = _told(tree, options)
    article = _article(page, url or told.url, latest or options.latest)
    text = _without_title(article.text, article.title)
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
        remedy = "If the article is loaded by a script or shown as an image, save its text instead."
        raise Unreadable("no-article", "No article was found on this page.", remedy=remedy)
    address = url or told.url or article.url
    # A day in the address is told by `finish`, with that as its basis.
    moment = told.date or ("" if read_url_day(address) else article.date)
    problems = (damage(decoded.damaged, decoded.encoding),) if decoded.damaged else ()
    return Draft(
        text=text,
        title=article.title,
        publisher=told.publisher or article.sitename or _host(url or told.url),
        url=address,
        published=Published(value=moment, basis="metadata") if moment else Published(),
        media_type=MEDIA_TYPE,
        problems=(*problems, *told.problems),
    )


def _parse(page: str) -> Any:
    tree = trafilatura.load_html(page)
    if tree is None:
        raise Unreadable("no-article", "This is no HTML page.", remedy="Give the page as its server sent it.")
    return tree


class _Article(Record, frozen=True, kw_only=True):
    text: str = ""
    title: str = ""
    sitename: str = ""
    url: str = ""
    date: str = ""


def _article(page: str, url: str, latest: dt.date) -> _Article:
    try:
        found = trafilatura.bare_extraction(
            page,
            url=url or None,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            # The page's own head only: the extensive search takes any date on it, also one of a reader's comment.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": latest.isoformat()},
            with_metadata=True,
        )
    except Exception as error:
        # Parsers end in errors of many kinds on pages that no browser would show either.
        message = f"The page could not be taken apart: {type(error).__name__}: {error}."
        raise Unreadable("no-article", message, remedy="Save the article's text instead.") from error
    if found is None or isinstance(found, dict):
        return _Article()
    date = found.date if found.date and found.date <= latest.isoformat() else ""
    return _Article(
        text=found.text or "",
        title=found.title or "",
        sitename=found.sitename or "",
        url=found.url or "",
        date=date or "",
    )


def _told(tree: Any, options: ReadOptions) -> Told:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(str(name).lower(), str(element.get("content") or "").strip())
    linked = list(_linked_data(tree))
    written = [meta[name] for name in _DATE_NAMES if meta.get(name)]
    written += [str(item["datePublished"]) for item in linked if item.get("datePublished")]
    written += [str(e.get("datetime")) for e in tree.iter("time") if e.get("datetime") and _is_publication(e)]
    moments = [moment for moment in (read_moment(value, options.timezone) for value in written) if moment]
    # Of two ways in which a page tells the same day, an instant says more than a day.
    instants = [moment for moment in moments if "T" in moment and moment[:10] == moments[0][:10]]
    canonical = next((str(e.get("href") or "") for e in tree.iter("link") if e.get("rel") == "canonical"), "")
    url = canonical or meta.get("og:url", "")
    return Told(
        date=next(iter(instants or moments), ""),
        publisher=meta.get("og:site_name", "") or next(filter(None, map(_publisher, linked)), ""),
        url=url if _is_whole_url(url) else "",
        problems=() if moments or not written else (_bad_date(written[0]),),
    )


def _without_title(text: str, title: str) -> str:
    """Leave out a headline that is repeated as the first line: the Document has it as its title."""
    first, _, rest = text.lstrip().partition("\n")
    return rest if rest and " ".join(first.split()) == " ".join(title.split()) else text


def _is_whole_url(url: str) -> bool:
    """Tell whether a URL is whole."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if _is_whole_url(url) else ""


def _is_publication(element: Any) -> bool:
    if element.get("pubdate") is not None or "published" in str(element.get("itemprop") or "").lower():
        return True
    return any(ancestor.tag in ("article", "header") for ancestor in element.iterancestors())


def _bad_date(written: str) -> Problem:
    message = f'The date of publication "{written[:60]}" cannot be read.'
    return Problem(reason="bad-date", message=message, remedy="Give it as an option; the document counts as undated.")


def _linked_data(tree: Any) -> Iterator[dict[str, object]]:
    """Give the objects of a page's JSON-LD, those in a graph one by one."""
    for element in tree.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        items = found if isinstance(found, list) else [found]
        for item in items:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else (item,)


def _publisher(item: dict[str, object]) -> str:
    publisher = item.get("publisher")
    return str(publisher.get("name") or "") if isinstance(publisher, dict) else ""
