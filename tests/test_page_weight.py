"""What pages weigh and ask for: little, and of their own site alone."""

import re

import pytest
from bench.verifier.__main__ import packed

from tests.browsing import FULL, Browsing, Published

MOST_FOR_A_BADGE = 60_000  # bytes, packed: page, style, pictures, first script
MOST_REQUESTS = 6
LOADED = re.compile(
    rb"""<(?:link|script|img|iframe|source|video|audio|object|embed)\b[^>]*?\b(?:href|src)=["']?"""
    rb"""(https?:)?//""", re.IGNORECASE,
)  # fmt: skip
# Not loaded: where a page stands, and where search engines look for its other forms.
NAMED = re.compile(rb'<link rel="(?:canonical|prev|next)"[^>]*>')


def first_view(visitor: Browsing) -> list[str]:
    """What a badge page asks for before its first script loads anything."""
    visitor.page.route("**/*.js", lambda route: route.fallback())
    visitor.open(f"credentials/{FULL}/")
    visitor.page.locator("#said").wait_for(state="attached")
    html = visitor.site[f"credentials/{FULL}/index.html"].decode()
    named = set(
        re.findall(r'(?:href|src)="\.\./\.\./((?:assets|achievements|issuer\.)[^"]+)"', html)
    )
    return [path for path in visitor.asked if path == f"credentials/{FULL}/" or path in named]


def test_a_badge_page_is_light_at_first_view(visitor: Browsing) -> None:
    asked = first_view(visitor)
    assert len(asked) <= MOST_REQUESTS, asked
    files = [path + "index.html" if path.endswith("/") else path for path in asked]
    assert packed(visitor.site[path] for path in set(files)) <= MOST_FOR_A_BADGE
    assert visitor.refused == []


@pytest.mark.parametrize("host", ["plain", "mkdocs"])
def test_no_page_loads_anything_from_elsewhere(host: str, request: pytest.FixtureRequest) -> None:
    site: Published = request.getfixturevalue(f"{host}_site")
    for path, data in site.files.items():
        if path.endswith(".html"):
            assert not LOADED.search(NAMED.sub(b"", data)), path
        if path.endswith(".css"):
            assert not re.search(rb"(?:url\(|@import)\s*[\"']?(?:https?:)?//", data), path
