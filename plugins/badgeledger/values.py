"""The kinds of values that the ledger's YAML files hold: how each scalar is read, and refused.

A value arrives as YAML wrote it: every scalar is a string, so `no`, `1.10` and `12:30` stay what
they are, and each type below says how its string is read. A refusal is a `PydanticCustomError`
whose type is the problem's code. As with `model.py`, what is accepted here is what log format 1
reads: it is frozen.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

JSON = dict[str, Any]  # a JSON object, as json.loads gives it

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# RFC 3986, appendix A, without addresses in brackets: what may stand in a URI, and where. Others
# must be percent-encoded, or processors differ on them.
_PLAIN = r"[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}"
URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    rf"(?://(?:(?:{_PLAIN}|:)*@)?(?:{_PLAIN})*(?::[0-9]*)?(?:/(?:{_PLAIN}|[:@/])*)?"
    rf"|(?!//)(?:{_PLAIN}|[:@/])*)"
    rf"(?:\?(?:{_PLAIN}|[:@/?])*)?(?:\#(?:{_PLAIN}|[:@/?])*)?"
)
# What no file may hold: secret Multikeys of Ed25519, private keys in PEM, of logs, and of age.
SECRET = re.compile(
    r"z3u2[1-9A-HJ-NP-Za-km-z]{40,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|PRIVATE\+KEY\+[^+\s]+\+[0-9a-f]{8}\+|AGE-SECRET-KEY-1[0-9A-Z]{20,}"
)
UUID_4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CATALOGUE = "index"  # no slug: the page of all achievements
LANGUAGE = r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
ACHIEVEMENT_TYPES = (
    "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree",
    "Award", "Badge", "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification",
    "CommunityService", "Competency", "Course", "CoCurricular", "Degree", "Diploma",
    "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment", "JourneymanCertificate",
    "LearningProgram", "License", "Membership", "ProfessionalDoctorate",
    "QualityAssuranceCredential", "MasterCertificate", "MasterDegree", "MicroCredential",
    "ResearchDoctorate", "SecondarySchoolDiploma",
)  # fmt: skip


def shown(value: object) -> str:
    """A value as messages quote it: escaped, cut where it is long, and never a secret."""
    text = repr(value)
    if SECRET.search(text):
        return "(a secret)"
    return text if len(text) <= 80 else f"{text[:72]}…{text[0]}"


def near_miss(word: str, words: Iterable[str]) -> str:
    """`did you mean 'issued'?` where one of the words is like this one; else the empty string."""
    close = get_close_matches(word[:80], words, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def refuse(code: str, message: str) -> PydanticCustomError:
    """The refusal of a value, with the problem's code as its type."""
    return PydanticCustomError(code, "{text}", {"text": message})


def _text(value: str) -> str:
    if not value.isprintable():
        _no_text(value)
    if not value.strip():
        raise refuse("B0203", "the value is empty")
    return value


def _no_text(value: str) -> None:
    """Refuses what no text may hold: of all that is not printable, which most texts have not."""
    if found := CONTROL.search(value):
        raise refuse("B0201", f"control character U+{ord(found.group()):04X} in the text")
    if SURROGATE.search(value):
        raise refuse("B0202", "half of a surrogate pair in the text")


def _line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise refuse("B0204", "a line break or tab where one line of text belongs")
    return value


def _uri(value: str) -> str:
    if not URI.fullmatch(value):
        raise refuse("B0205", f"{shown(value)} is not an absolute URI in ASCII")
    return value


def _link(value: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> str:
    try:
        parts = urlsplit(_uri(value))
        known = parts.scheme in schemes and (parts.scheme == "mailto" or bool(parts.hostname))
        known = known and (parts.port is None or parts.port > 0)
    except ValueError:
        raise refuse("B0205", f"{shown(value)} is not an absolute URI in ASCII") from None
    if not known:
        raise refuse("B0206", f"{shown(value)} is not a link of {', '.join(schemes)}")
    return value


def _site(value: str) -> str:
    _link(value, ("https", "http"))
    parts = urlsplit(value)
    if parts.query or parts.fragment or parts.username or value.endswith("/"):
        raise refuse("B0207", f"{shown(value)} is not a site's address without closing slash")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise refuse("B0207", f"{shown(value)} is not an https address")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise refuse("B0208", f"{shown(value)} is not a day written as YYYY-MM-DD")
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise refuse("B0208", f"there is no day {shown(value)}") from None


def _number(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"(0|[1-9]\d{0,5})(\.\d{1,2})?", value, re.ASCII):
            raise refuse("B0209", f"{shown(value)} is not a number from 0 to 999999.99")
        return float(value) if float(value) % 1 else int(float(value))
    return value


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9]\d{0,11}", value, re.ASCII):
        raise refuse("B0209", f"{shown(value)} is not a whole number")
    return int(value) if isinstance(value, str) else value


def _truth(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        raise refuse("B0210", f"{shown(value)} is neither true nor false")
    return value == "true" if isinstance(value, str) else value


@cache
def timezones() -> frozenset[str]:
    """The names of the IANA database, from the package: machines differ in what they hold."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("ascii").split())


def _timezone(value: str) -> str:
    if value not in timezones():
        raise refuse("B0211", f"{shown(value)} is not a timezone of the IANA database")
    return value


def _matching(pattern: str, code: str, what: str) -> Callable[[str], str]:
    matches = re.compile(pattern, re.ASCII).fullmatch

    def match(value: str) -> str:
        if not matches(value):
            raise refuse(code, f"{shown(value)} is not {what}")
        return value

    return match


def _achievement_type(value: str) -> str:
    if value not in ACHIEVEMENT_TYPES and not re.fullmatch(r"ext:[A-Za-z0-9.:_-]+", value):
        raise refuse("B0216", f"{shown(value)} is no achievement type of Open Badges 3.0")
    return value


Text = Annotated[str, AfterValidator(_text)]
Line = Annotated[Text, AfterValidator(_line)]
Link = Annotated[Line, AfterValidator(_link), WithJsonSchema({"type": "string", "format": "uri"})]
Site = Annotated[Line, AfterValidator(_site), WithJsonSchema({"type": "string", "format": "uri"})]
Slug = Annotated[
    str,
    AfterValidator(_matching(SLUG, "B0212", "a slug of a-z, 0-9 and single hyphens")),
    WithJsonSchema({"type": "string", "pattern": SLUG}),
]
Language = Annotated[
    str,
    AfterValidator(_matching(LANGUAGE, "B0213", "a language tag such as en or pt-BR")),
    WithJsonSchema({"type": "string", "pattern": LANGUAGE}),
]
Colour = Annotated[
    str, AfterValidator(_matching(r"#[0-9a-fA-F]{6}", "B0214", "a colour such as #1a2b3c"))
]
Multibase = Annotated[
    str, AfterValidator(_matching(r"z6Mk[1-9A-HJ-NP-Za-km-z]{44}", "B0215", "an Ed25519 Multikey"))
]
FileName = Annotated[
    str,
    AfterValidator(_matching(r"[A-Za-z0-9][A-Za-z0-9._-]*", "B0217", "the plain name of a file")),
]
Email = Annotated[str, AfterValidator(_matching(r"[^@\s]+@[^@\s]+", "B0218", "an e-mail address"))]
Identity = Annotated[
    str, AfterValidator(_matching(r"sha256\$[0-9a-f]{64}", "B0219", "sha256$ and 64 hex digits"))
]
AchievementType = Annotated[
    str,
    AfterValidator(_achievement_type),
    WithJsonSchema({"anyOf": [{"enum": list(ACHIEVEMENT_TYPES)}, {"pattern": "^ext:"}]}),
]
Timezone = Annotated[Line, AfterValidator(_timezone)]
Did = Annotated[
    str, AfterValidator(_matching(r"did:[a-z0-9]+:[A-Za-z0-9._:%-]+", "B0220", "a DID"))
]
Commitment = Annotated[
    str, AfterValidator(_matching(r"[A-Za-z0-9_-]{43}", "B0221", "a commitment in base64url"))
]
Period = Annotated[
    str, AfterValidator(_matching(r"[1-9]\d{0,2} (day|month|year)s?", "B0222", "such as 3 years"))
]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int | float, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]


def is_award_id(text: str) -> bool:
    """Whether `text` is a UUID of version 4 as award files are named: lower case, with hyphens."""
    return UUID_4.fullmatch(text) is not None
