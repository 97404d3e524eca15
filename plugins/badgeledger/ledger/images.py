"""Whether a file is an image that can be published: by its content, not by its name.

PNG (its chunks and their checksums) or SVG. An SVG is published under the institution's address,
so it has to be a drawing and nothing else: no code, nothing that is loaded from elsewhere. Pixels
are not decoded here.
"""

import re
import zlib
from xml.parsers import expat

from badgeledger.errors import Problem, explanations
from badgeledger.ledger.files import LARGEST_IMAGE
from badgeledger.values import shown

PNG = b"\x89PNG\r\n\x1a\n"
# How other files begin that are renamed to .png, and what they are.
BEGINNINGS = {
    PNG: "a PNG",
    b"\xff\xd8\xff": "a JPEG",
    b"GIF8": "a GIF",
    b"RIFF": "a WebP",
    b"%PDF": "a PDF",
    b"<": "an SVG, or other XML",
}
SMALLEST_SIDE, LARGEST_SIDE = 32, 4096  # pixels
SVG = "http://www.w3.org/2000/svg svg"
# Elements of any namespace, in lower case, that run code or load what is not in the file.
ACTIVE = frozenset(
    {
        "audio", "base", "canvas", "embed", "foreignobject", "form", "handler", "iframe", "link",
        "listener", "meta", "object", "script", "video",
    }
)  # fmt: skip
DATA = r"data:(image/(png|jpeg|gif|webp)|font/|application/(x-)?font-)"
INSIDE = re.compile(rf"\s*(#|{DATA})")
LOADING = re.compile(
    rf"""@import|\\|\b(image|image-set|src)\s*\(|\burl\((?>["'\s]*)(?!#|{DATA})""",
    re.IGNORECASE,
)


def image_problem(path: str, data: bytes) -> Problem | None:
    """What hinders the publishing of an image file, if anything; its name ends in .png or .svg."""
    try:
        if len(data) > LARGEST_IMAGE:
            raise _RefusalError("B0310", f"the image has more than {LARGEST_IMAGE} bytes")
        if path.endswith(".png"):
            _check_png(data)
        else:
            _Drawing(data).check()
    except _RefusalError as refused:
        mend = explanations()[refused.code].mend
        return Problem(path, refused.line, refused.column, refused.code, refused.message, mend)
    return None


class _RefusalError(Exception):
    def __init__(self, code: str, message: str, line: int = 0, column: int = 0) -> None:
        self.code, self.message, self.line, self.column = code, message, line, column


def _check_png(data: bytes) -> None:
    """The signature, each chunk with its checksum, and the size that the header states."""
    if not data.startswith(PNG):
        raise _RefusalError("B0309", _otherwise("a PNG", data))
    kinds: list[bytes] = []
    header, at = b"", len(PNG)
    while at < len(data) and kinds[-1:] != [b"IEND"]:
        length = int.from_bytes(data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if checksum != zlib.crc32(kind + body).to_bytes(4):
            raise _RefusalError("B0311", "the PNG is damaged or cut off")
        header = header or body
        kinds.append(kind)
        at += 12 + length
    if kinds[:1] != [b"IHDR"] or kinds[-1] != b"IEND" or b"IDAT" not in kinds or len(header) != 13:
        raise _RefusalError("B0311", "the PNG is damaged or cut off")
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    if min(width, height) < SMALLEST_SIDE or max(width, height) > LARGEST_SIDE:
        raise _RefusalError("B0311", f"the PNG has {width} by {height} pixels")


def _otherwise(wanted: str, data: bytes) -> str:
    for beginning, what in BEGINNINGS.items():
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(beginning):
            return f"by its content this is {what}, not {wanted}"
    return f"by its content this is not {wanted}"


class _Drawing:
    """One walk through an SVG, without building a tree of it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.open: list[str] = []
        self.style = ""
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True  # else a style sheet comes in as many pieces as it has lines
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def check(self) -> None:
        if b"<" not in self.data[:4]:
            raise _RefusalError("B0309", _otherwise("an SVG", self.data))
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            what = f"not a well-formed SVG ({expat.ErrorString(error.code)})"
            raise _RefusalError("B0309", what, error.lineno, error.offset + 1) from None

    def _refuse(self, what: str, code: str = "B0312") -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise _RefusalError(code, what, line, column)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self._refuse(f"the encoding {shown(encoding)} instead of UTF-8")

    def _doctype(self, *_: object) -> None:
        self._refuse("a DOCTYPE")

    def _instruction(self, target: str, _data: str) -> None:
        self._refuse(f"the processing instruction {shown(target)}")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.open and name != SVG:
            self._refuse("the outermost element is not <svg> of SVG's namespace", "B0309")
        local = _local(name)
        if local in ACTIVE:
            self._refuse(f"the element <{local}>")
        for attribute, value in attributes.items():
            self._attribute(attribute, value)
        self.open.append(local)

    def _attribute(self, name: str, value: str) -> None:
        local = _local(name)
        if local.startswith("on") and " " not in name:
            self._refuse(f"the event handler {shown(local)}")
        if local == "base":
            self._refuse("a base address")
        if local in ("href", "src") and not INSIDE.match(value):
            self._refuse(f"the reference {shown(value)}")
        if local == "attributename" and _local(value.replace(":", " ")).startswith(("href", "on")):
            self._refuse(f"the animation of {shown(value)}")
        if " " not in name and LOADING.search(value):
            self._refuse(f"a style that loads or hides something: {shown(value)}")

    def _text(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += text

    def _end(self, _name: str) -> None:
        if self.open.pop() == "style" and LOADING.search(self.style):
            self._refuse("a style sheet that loads or hides something")


def _local(name: str) -> str:
    """The name without its namespace, in lower case: HTML's parser does not tell cases apart."""
    return name.rpartition(" ")[2].lower()
