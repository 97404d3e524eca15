"""A page read as a browser reads it: its elements, its text, and nothing it did not mean."""

from html.parser import HTMLParser
from typing import Self

VOID = {"br", "hr", "img", "link", "meta"}


class Page(HTMLParser):
    """The elements of a page with their attributes, in order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.parts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == [], f"never closed: {self.open}"

    @classmethod
    def of(cls, data: bytes) -> Self:
        return cls(data.decode())

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def links(self) -> list[str]:
        return [element["href"] for element in self.all("a") if "href" in element]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"closed but not open: {tag}"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
