"""Make examples/sahel-levant.warc.gz anew: two invented pages as a crawler would have kept them."""

from __future__ import annotations

import io
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

OUT = Path(__file__).parent.parent / "examples" / "sahel-levant.warc.gz"

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{publisher}">
<meta property="article:published_time" content="{published}"></head>
<body><nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article><h1>{title}</h1>
{body}
</article><footer>{publisher}</footer></body></html>
"""

DJIBO = {
    "url": "https://volta-times.example/2025/08/01/djibo-convoy",
    "fetched": "2025-08-02T06:10:00Z",
    "title": "Thirteen killed as convoy is ambushed near Djibo",
    "publisher": "Volta Times",
    "published": "2025-08-01T16:00:00+00:00",
    "paragraphs": (
        "Gunmen ambushed a military supply convoy on the road to Djibo in northern Burkina Faso on Thursday, killing "
        "nine soldiers and four civilian volunteers, the army said on Friday. Twenty-two people were wounded.",
        "The lead vehicle hit a roadside bomb some 30 km south of the town, and fighters on motorcycles then attacked "
        "from both sides. The army said that its helicopters had killed at least 25 of the attackers as they fled.",
        "A resident of Djibo, reached by telephone, said that he had seen 18 bodies brought to the military camp. "
        "Food prices in the town, which has been under blockade for three years, doubled within a day.",
        "No group had claimed the ambush by Friday afternoon. Jihadists linked to al Qaeda have attacked convoys on "
        "the same road before.",
    ),
}
NABATIEH = {
    "url": "https://litani-journal.example/2025/09/19/nabatieh-drone",
    "fetched": "2025-09-20T05:30:00Z",
    "title": "Third man dies after drone strike near Nabatieh",
    "publisher": "Litani Journal",
    "published": "2025-09-19T10:00:00+03:00",
    "paragraphs": (
        "A man who was passing by when an Israeli drone struck a car near Nabatieh in southern Lebanon on Thursday "
        "died of his wounds in the night, raising the number of people killed to three, a hospital official said on "
        "Friday.",
        "Hezbollah said that one of the two men in the car was its member and that the other was a civilian. The "
        "Israeli military said that both had belonged to the group and that it was not aware of a third casualty.",
        "Hundreds of people attended the funerals in Kfar Tebnit on Friday. Two families left the village after a "
        "drone had hovered over it for hours, its mayor said.",
        "United Nations peacekeepers called on both sides to keep to the truce. They have counted more than 40 strikes "
        "in the area since the beginning of the year.",
    ),
}


def main() -> None:
    """Write the archive; the same bytes at every run."""
    with OUT.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, page in enumerate((DJIBO, NABATIEH), start=1):
            body = "\n".join(f"<p>{paragraph}</p>" for paragraph in page["paragraphs"])
            html = PAGE.format(body=body, **{key: page[key] for key in ("title", "publisher", "published")})
            headers = {
                "WARC-Date": page["fetched"],
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>",
            }
            answer = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                page["url"],
                "response",
                payload=io.BytesIO(html.encode()),
                http_headers=answer,
                warc_headers_dict=headers,
            )
            writer.write_record(record)


if __name__ == "__main__":
    main()
