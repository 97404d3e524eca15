"""Models → YAML, and edits that leave the rest of a file byte for byte.

The way back of `reader.py`: what is written here is read as the same model. Text that another
YAML reader would take for a number, a day or a truth value stands in quotes, text of several lines
in a block. An edit is made in the text and then read again; where the reading would not be exactly
what was meant, nothing is handed out.
"""

import re
from datetime import date
from typing import Any

import yaml

from badgeledger.errors import ContentError
from badgeledger.ledger.document import BOM, Location, parse
from badgeledger.ledger.reader import read_award
from badgeledger.ledger.schemas import KINDS, schema_line
from badgeledger.model import Award, Entry, Recipient, Revocation

WIDTH = 80  # characters, after which a line is folded
LONG = 72  # characters from which a text is folded into a block
# Words that YAML 1.1 or 1.2 readers take for null or a truth value, in any case of letters.
WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# What is a text for every reader: it begins with a letter, or with a number and a word.
PLAIN = re.compile(r"(\d+ )?[^\W\d_]")
LINE_SEPARATORS = re.compile("[\u2028\u2029]")
BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
TEXT = "tag:yaml.org,2002:str"


def write(entry: Entry, path: str) -> bytes:
    """The file at `path` (relative to the ledger's root) for the entry: UTF-8, fields in order.

    Fields that have their default are left out.
    """
    kind = next(kind for kind, model in KINDS.items() if isinstance(entry, model))
    return (schema_line(kind, path) + _fields(entry.model_dump(exclude_defaults=True))).encode()


def revoke(data: bytes, path: str, revocation: Revocation) -> bytes:
    """The award's file with `revoked:` added at its end.

    Raises ContentError where the file cannot be read, is no award, was revoked before, or cannot be
    edited by adding lines (B0119).
    """
    award = _award(data, path)
    if award.revoked:
        raise ContentError.because(
            "B0119", "the award is revoked already", "nothing is to be done", path=path
        )
    lines = _fields({"revoked": revocation.model_dump(exclude_defaults=True)})
    wanted = award.model_copy(update={"revoked": revocation})
    return _edited(_with(lines, data), path, wanted, f"add at its end:\n{lines}")


def reissue(data: bytes, path: str, day: date) -> bytes:
    """The award's file with the day as its `reissued:`, at its end if there was none.

    Raises ContentError where the file cannot be read, is no award, was revoked, was reissued on
    that day or later, or cannot be edited so (B0119).
    """
    award = _award(data, path)
    if award.revoked:
        raise ContentError.because(
            "B0119", "the award is revoked", "nothing is to be done", path=path
        )
    if award.reissued and award.reissued >= day:
        raise ContentError.because(
            "B0119", f"the award was reissued on {award.reissued} already",
            "if its achievement changed again on that day, reissue it on the next", path=path,
        )  # fmt: skip
    wanted = award.model_copy(update={"reissued": day})
    line = f"reissued: {day}"
    if award.reissued is None:
        return _edited(_with(f"{line}\n", data), path, wanted, f"add at its end:\n{line}")
    edited = _replaced(data, path, ("reissued",), line)
    return _edited(edited, path, wanted, f"write `{line}` in place of the earlier day")


def replace_email(data: bytes, path: str, identity: str) -> bytes:
    """The award's file with the recipient's `identity:` where its `email:` was.

    Raises ContentError where the file cannot be read, has no e-mail address, or cannot be edited
    so (B0119).
    """
    award = _award(data, path)
    if award.recipient.email is None:
        raise ContentError.because(
            "B0119", "the award has no `email`", "nothing is to be done", path=path
        )
    field = f"identity: {identity}"
    edited = _replaced(data, path, ("recipient", "email"), field)
    recipient = award.recipient.model_dump() | {"email": None, "identity": identity}
    wanted = award.model_copy(update={"recipient": Recipient.model_validate(recipient)})
    return _edited(edited, path, wanted, f"write `{field}` in place of its `email`")


def _with(lines: str, data: bytes) -> str:
    """The file's text with lines at its end, ended as its own are."""
    text = data.decode("utf-8")
    end = "" if text.endswith("\n") else "\n"
    return text + (end + lines).replace("\n", "\r\n" if "\r\n" in text else "\n")


def _replaced(data: bytes, path: str, location: Location, field: str) -> str:
    """The file's text with `field` in place of the field of a scalar, name and value."""
    bom = BOM.decode("utf-8") if data.startswith(BOM) else ""
    text = data.removeprefix(BOM).decode("utf-8")
    span = parse(data, path).spans[location]
    end = len(text[: span.end.index].rstrip())  # a block's last line end belongs to the file
    return bom + text[: span.key.index] + field + text[end:]


def _award(data: bytes, path: str) -> Award:
    award = read_award(data, path)
    if not isinstance(award, Award):
        raise ContentError.because(
            "B0119", "the award was erased", "nothing is to be done", path=path
        )
    return award


def _edited(text: str, path: str, wanted: Award, by_hand: str) -> bytes:
    data = text.encode("utf-8")
    try:
        read: Entry | None = read_award(data, path)
    except ContentError:
        read = None
    if read != wanted:
        raise ContentError.because("B0119", "the file cannot be edited safely", by_hand, path=path)
    return data


def _fields(fields: dict[str, Any]) -> str:
    return yaml.dump(
        fields,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=WIDTH,
    )


class _Dumper(yaml.SafeDumper):
    """YAML's block style with lists indented and no aliases; quotes are `_style`'s decision."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless  # lists are indented
        super().increase_indent(flow, False)

    def ignore_aliases(self, _data: object) -> bool:
        return True

    event: yaml.ScalarEvent

    def choose_scalar_style(self) -> str:
        style: str = super().choose_scalar_style()
        # PyYAML's double quotes would escape what lies beyond the Basic Multilingual Plane.
        return '"' if style == "'" and not BEYOND_BMP.search(self.event.value) else style


def _style(text: str) -> str | None:
    """The style to ask for; PyYAML quotes where it would not hold the text."""
    # A block that keeps blank lines at its end would close the document: nothing could be added.
    if LINE_SEPARATORS.search(text) or text.endswith("\n\n"):
        return '"'
    if "\n" in text:
        return "|"
    if text.lower() in WORDS or not PLAIN.match(text):
        return "'"
    return ">" if len(text) > LONG and " " in text else None


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(TEXT, text, style=_style(text))


def _bare(dumper: yaml.SafeDumper, value: object) -> yaml.ScalarNode:
    return dumper.represent_scalar(TEXT, str(value).lower())


def _mapping(dumper: yaml.SafeDumper, fields: dict[str, Any]) -> yaml.MappingNode:
    nodes = [(yaml.ScalarNode(TEXT, key), dumper.represent_data(fields[key])) for key in fields]
    return yaml.MappingNode("tag:yaml.org,2002:map", nodes, flow_style=False)


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)
for kind in (bool, int, float, date):
    _Dumper.add_representer(kind, _bare)
