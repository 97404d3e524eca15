"""The plain template: what `badgeledger build` makes of Markdown pages."""

import re
from typing import Any

import pytest

from badgeledger.outputs.catalogue import catalogue_page
from badgeledger.outputs.plain import page_address, page_title, plain_page, relative
from tests.parsed_page import Page
from tests.test_outputs_catalogue import achieved

ASSETS = {
    "plain.css": "assets/badgeledger/plain.1.css",
    "catalogue.css": "assets/b/catalogue.2.css",
    "catalogue.js": "assets/b/catalogue.3.js",
}
AROUND: dict[str, Any] = {
    "site_name": "Alder <Quay>",
    "language": "en",
    "head": "",
    "logo": None,
    "navigation": [("Home", ""), ("Trust & more", "guide/trust/")],
    "assets": ASSETS,
    "preview": False,
    "policy": True,
}


def page_of(text: str, source: str = "guide/trust.md", **changes: Any) -> Page:
    return Page.of(plain_page(text, source=source, **AROUND | changes))


@pytest.mark.parametrize(
    ("source", "address"),
    [("index.md", ""), ("trust.md", "trust/"), ("a/index.md", "a/"), ("a/b.md", "a/b/")],
)
def test_addresses(source: str, address: str) -> None:
    assert page_address(source) == address


@pytest.mark.parametrize(
    ("to", "address", "link"),
    [
        ("", "", "./"), ("", "a/b/", "../../"), ("a/", "a/", "./"), ("c/", "a/b/", "../../c/"),
        ("assets/x.css", "a/", "../assets/x.css"), ("assets/x.css", "", "assets/x.css"),
    ],
)  # fmt: skip
def test_relative_links(to: str, address: str, link: str) -> None:
    assert relative(to, address) == link


@pytest.mark.parametrize(
    ("link", "moved"),
    [
        ("../index.md", "../../"), ("other.md#part", "../other/#part"), ("x.svg", "../x.svg"),
        ("#here", "#here"), ("https://x.example/a.md", "https://x.example/a.md"),
        ("//x.example/a.md", "//x.example/a.md"), ("/a.md", "/a.md"),
        ("mailto:a@b.example", "mailto:a@b.example"), ("trust.md", "./"),
    ],
)  # fmt: skip
def test_links_lead_to_pages(link: str, moved: str) -> None:
    page = page_of(f"[text]({link}) ![picture]({link})")
    assert page.links()[-5] == moved  # four are in the footer
    assert page.all("img")[-1]["src"] == moved


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Trust &amp; more\n---\n# Other", "Trust &amp; more"),
        ('---\nhide: [toc]\ntitle: "&lt;b&gt; \\u2028"\n---\n', "&lt;b&gt; \u2028"),
        ("---\nhide: [toc]\n---\n# The *heading*\n\n## Next", "The heading"),
        ("Only text", None),
    ],
)
def test_titles(text: str, title: str | None) -> None:
    assert page_title(text) == title


def test_a_page() -> None:
    page = page_of("---\nhide: [toc]\n---\n# Trust\n\n!!! note\n    Text\n\n| a |\n|---|\n| b |\n")
    assert "Trust – Alder <Quay>" in page.text
    assert "hide" not in page.text
    assert {"href": "../../assets/badgeledger/plain.1.css", "rel": "stylesheet"} in page.all("link")
    assert page.all("a")[:3] == [
        {"href": "../../"}, {"href": "../../"}, {"href": "./", "aria-current": "page"}
    ]  # fmt: skip
    assert "Trust & more" in page.text
    assert {"class": "admonition note"} in page.all("div")
    assert "table" in page.tags
    assert page.all("script") == [{"type": "module", "src": "../../assets/b/catalogue.3.js"}]
    assert not page.all("aside")


def test_a_page_without_a_title_has_the_sites() -> None:
    assert page_of("Text").text.startswith("Alder <Quay> Alder <Quay>")


def test_the_policy_allows_scripts_of_the_site_alone() -> None:
    metas = [meta for meta in page_of("x").all("meta") if "http-equiv" in meta]
    assert "script-src 'self';" in metas[0]["content"]
    assert metas[0]["content"].startswith("default-src 'none'; ")
    assert not [meta for meta in page_of("x", policy=False).all("meta") if "http-equiv" in meta]


def test_a_preview_says_so_and_stays_out_of_search_engines() -> None:
    page = page_of("x", preview=True)
    assert "Preview: nothing on this site" in page.text
    assert {"name": "robots", "content": "noindex"} in page.all("meta")


def test_the_catalogue_in_the_plain_template() -> None:
    text = catalogue_page([achieved("x", name="<i>")], "en").markdown
    page = page_of(text, source="achievements/index.md")
    assert page.links()[-5] == "x/"
    assert "<i>" in page.text
    assert page.text.startswith("Badges – Alder <Quay>")


def test_links_of_one_name_lead_to_one_place() -> None:
    page = plain_page("# Trust", source="guide/trust.md", **AROUND).decode()
    links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]+)</a>', page)
    assert len(links) > 4
    assert len({name for _, name in links}) == len(set(links))
