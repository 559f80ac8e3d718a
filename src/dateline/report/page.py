"""One self-contained page: a map, and a table of incidents that unfold to their sources. No network, no third party."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import IO

import jinja2
import msgspec

from .basemap import Basemap
from .views import CLASS_NAMES, IncidentView, Telling, view_of


def write_page(tellings: Sequence[Telling], basemap: Basemap, out: IO[bytes], *, title: str = "Incidents") -> int:
    """Write the page as UTF-8; returns the number of incidents. The same incidents give the same bytes."""
    views = [view_of(telling) for telling in tellings]
    style, script = _shipped("page.css"), _shipped("page.js")
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(
            title=title,
            incidents=views,
            classes=[(key, name) for key, name in CLASS_NAMES.items() if any(v.event_class == key for v in views)],
            unplaced=sum(view.latitude is None for view in views),
            style=style,
            script=script,
            policy=_policy(style, script),
            data=_data(views, basemap),
        )
    )
    out.write(page.encode("utf-8", "replace"))
    return len(views)


def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(_shipped)
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Allow our own style and script by their hash, and nothing else: no load, no form, nothing a report wrote."""
    ours = f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(views: Sequence[IncidentView], basemap: Basemap) -> str:
    """Write what the script needs as JSON that cannot end the element it stands in."""
    circles = [
        {
            "anchor": view.anchor,
            "lat": round(view.latitude, 4),
            "lon": round(view.longitude, 4),
            "killed": view.killed_best,
            "class": view.event_class,
            "vague": view.vague,
            "place": view.name,
            "label": _label(view),
        }
        for view in views
        if view.latitude is not None and view.longitude is not None
    ]
    text = msgspec.json.encode({"circles": circles, "base": basemap}).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _label(view: IncidentView) -> str:
    killed = f"{view.killed} killed" if view.killed else "no count of killed"
    injured = f", {view.injured} injured" if view.injured else ""
    return f"{view.place}, {view.day}: {view.type}; {killed}{injured}"
