"""The ledger's Markdown shapes text and does nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from badgeledger.outputs.markdown import links, to_html
from tests.parsed_page import Page
from tests.strategies import NAMES, texts

HARMLESS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<div>", "</div>", "<!--", "-->",
    "![i](https://x.example/i.png)", "[j](javascript:alert(1))", "[d](data:text/html,x)",
    "[l](https://x.example/\"onclick=\"x)", "<javascript:alert(1)>", "[r](/etc)", "`<b>`", "***",
    "```\n<i>\n```", "    <b>", "\n\n", "\n", "> ", "- ", "1. ", "# ", "|a|b|\n|-|-|\n|<b>|2|",
    "[x]: javascript:alert(1)\n\n[x]", "&#60;script&#62;", "&lt;b&gt;", "{: onclick=x }", *NAMES,
)  # fmt: skip

LINKED = (
    "[b](https://a.example/b)", "[b](<https://a.example/b>)", "<https://a.example/b>",
    "[b][1]\n\n[1]: https://a.example/b", "[b]\n\n[b]: https://a.example/b 'B'",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | texts, max_size=8).map("".join))
def test_nothing_but_harmless_elements(text: str) -> None:
    page = Page(to_html(text))
    assert page.tags <= HARMLESS
    for tag, attributes in page.elements:
        allowed = {"a": {"href", "rel"}, "ol": {"start"}}.get(tag, set())
        assert set(attributes) <= allowed
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in page.links())
    for element in page.all("a"):
        assert ("href" in element) == (element.get("rel") == "nofollow noopener noreferrer")


@given(st.lists(st.sampled_from((*PIECES, *LINKED)) | texts, max_size=8).map("".join))
def test_links_are_all_that_a_page_would_show(text: str) -> None:
    shown = Page(to_html(text)).links()
    assert set(shown) <= set(links(text))


@pytest.mark.parametrize("text", LINKED)
def test_every_way_to_write_a_link_is_seen(text: str) -> None:
    assert links(f"See {text}") == ["https://a.example/b"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**done** & _seen_", "<p><strong>done</strong> &amp; <em>seen</em></p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("<div>\nx\n</div>", "<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>"),
        ("# Steps", "<h3>Steps</h3>"),
        ("[j](javascript:alert(1))", "<p><a>j</a></p>"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>'),
        ("```\nx <y>\n```", "<pre><code>x &lt;y&gt;\n</code></pre>"),
        ("| a |\n|---|\n| b |", None),
    ],
)
def test_known_texts(text: str, html: str | None) -> None:
    if html is None:
        assert "table" in Page(to_html(text)).tags
    else:
        assert to_html(text) == html


def test_headings_end_at_the_sixth_level() -> None:
    assert to_html("#### a\n##### b\n###### c") == "<h6>a</h6>\n<h6>b</h6>\n<h6>c</h6>"


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    to_html("[x]: https://x.example/\n\n[x]")
    assert to_html("[x] again") == "<p>[x] again</p>"


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 2000 + "<b>", "([" * 9000, "# a\n" * 15_000])
def test_a_text_that_would_keep_the_converter_busy_is_shown_as_it_was_typed(text: str) -> None:
    assert to_html(text) == f"<pre>{escape(text)}</pre>"
