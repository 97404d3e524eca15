"""Markdown pages as whole HTML pages, for a site that no generator builds.

Flow: the catalogue, or a file of `docs/` → HTML with our plain template. It reads Markdown as
MkDocs does with the extensions below, and leads links to `.md` files to their pages. Files of
`docs/` are the site's own pages: HTML in them is kept.
"""

import json
import posixpath
import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from badgeledger.outputs.template import NONE_OWN, Templates
from badgeledger.outputs.trusted import trusted
from badgeledger.outputs.wording import language_for, page_tag

EXTENSIONS = ("admonition", "attr_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title: *(.+?) *$", re.MULTILINE)


def plain_page(
    text: str,
    *,
    source: str,
    site_name: str,
    language: str,
    head: str,
    logo: str | None,
    navigation: Sequence[tuple[str, str]],
    assets: Mapping[str, str],
    preview: bool,
    policy: bool,
    templates: Templates = NONE_OWN,
) -> bytes:
    """A page as UTF-8.

    `source` is the path of its Markdown below `docs/`, `language` the issuer's, `head`
    HTML for its head, `logo` the address of the issuer's image; `navigation` gives
    titles and addresses of the pages to offer, relative to the site; `assets` are those of
    `outputs.assets`.
    """
    address = page_address(source)
    converter = Markdown(extensions=EXTENSIONS, output_format="html")
    converter.treeprocessors.register(_Links(converter, source), "badgeledger-links", 0)
    body = converter.convert(_FRONT_MATTER.sub("", text))
    page = templates.render(
        "plain.html",
        language=language_for(language),
        tag=page_tag(language),
        title=page_title(text) or site_name,
        logo=logo,
        head=trusted(head),  # a template's
        body=trusted(body),  # docs/ may hold HTML, as in MkDocs
        site_name=site_name,
        navigation=[(title, relative(to, address), to == address) for title, to in navigation],
        root=relative("", address),
        assets=assets,
        preview=preview,
        policy=policy,
    )
    return page.encode()


def page_address(source: str) -> str:
    """Address of a Markdown file's page, relative to the site: `a/b.md` → `a/b/`."""
    folder, name = posixpath.split(source.removesuffix(".md"))
    return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)


def page_title(text: str) -> Markup | None:
    """The title in the front matter, which is HTML as MkDocs has it, else the first heading."""
    front = _FRONT_MATTER.match(text)
    if front and (found := _TITLE.search(front[1])):
        title = found[1]
        return trusted(json.loads(title) if title.startswith('"') else title)
    converter = Markdown(extensions=["attr_list", "toc"])
    converter.convert(_FRONT_MATTER.sub("", text))
    tokens: list[dict[str, str]] = getattr(converter, "toc_tokens", [])
    return trusted(tokens[0]["name"]) if tokens else None  # escaped by toc


def relative(to: str, address: str) -> str:
    """The address `to` as a link from the page at `address`, both relative to the site."""
    path = posixpath.relpath(to or ".", address or ".")
    return f"{path}/" if to.endswith("/") or not to else path


class _Links(Treeprocessor):
    def __init__(self, converter: Markdown, source: str) -> None:
        super().__init__(converter)
        self._source = source

    def run(self, root: Element) -> None:
        for element in root.iter():
            for attribute in ("href", "src"):
                if value := element.get(attribute):
                    element.set(attribute, self._moved(value))

    def _moved(self, link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return link
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self._source), parts.path))
        to = page_address(target) if target.endswith(".md") else target
        return parts._replace(path=relative(to, page_address(self._source))).geturl()
