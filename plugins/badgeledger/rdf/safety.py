"""What JSON-LD's safe mode refuses, as checks on contexts and on the expanded document.

The rules that `expansion.py` applies. They follow the events that jsonld.js refuses in its safe
mode, so that the browser's verifier and this one say the same.
"""

import re
from typing import Any

from pyld.jsonld import KEYWORDS

from badgeledger.errors import ContentError
from badgeledger.rdf.ambiguity import find
from badgeledger.rdf.contexts import CONTEXTS, load_context

JSON = dict[str, Any]

# RFC 3987 without private use and without addresses in brackets.
_PLAIN = (
    r"A-Za-z0-9._~!$&'()*+,;=\-"
    "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000dfffd"
)


def _any_of(more: str) -> str:
    # NOTE: possessive, for what comes next is in none of these classes: four times as fast, and
    # never tried another way.
    return rf"(?:[{_PLAIN}{more}]++|%[0-9A-Fa-f]{{2}})*+"


_IRI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*+:"
    rf"(?://(?:{_any_of(':')}@)?{_any_of('')}(?::[0-9]*+)?(?:/{_any_of(':@/')})?"
    rf"|(?!//){_any_of(':@/')})"
    rf"(?:\?{_any_of(':@/?')})?(?:\#{_any_of(':@/?')})?"
)
_RESERVED = re.compile(r"@[A-Za-z]+")
_NODE = {"@id", "@type", "@reverse", "@graph", "@included"}
_VALUE = {"@value", "@type", "@language"}


def check_contexts(value: Any) -> None:
    """Refuse unknown contexts, `@import` and keywords that JSON-LD reserves, at any depth."""
    if isinstance(value, list):
        for item in value:
            check_contexts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_keyword(key)
            if key == "@context":
                _check_context(item)
            check_contexts(item)


def _check_keyword(text: str) -> None:
    # NOTE: PyLD's @import changes the imported context in its cache, for every later document.
    if text == "@import" or (_RESERVED.fullmatch(text) and text not in KEYWORDS):
        raise undefined(f"the keyword {text} is not one that every processor reads alike", text)


def _check_context(context: Any) -> None:
    for part in context if isinstance(context, list) else [context]:
        if isinstance(part, str) and part not in CONTEXTS:
            load_context(part)
        if isinstance(part, dict):
            _check_definitions(part)


def _check_definitions(value: JSON) -> None:
    for item in value.values():
        if isinstance(item, dict):
            _check_definitions(item)
        elif isinstance(item, str):
            _check_keyword(item)


def check_node(value: Any, document: JSON) -> None:
    """Refuse, in an expanded value, addresses that are relative and keywords that RDF drops."""
    if isinstance(value, list):
        for item in value:
            check_node(item, document)
    elif "@value" in value:
        _check_members(value, _VALUE)
        if value.get("@type") not in (None, "@json"):
            _check_address(value["@type"], document)
    elif "@list" in value:
        _check_members(value, {"@list"})
        check_node(value["@list"], document)
    else:
        _check_members(value, _NODE)
        _check_subject(value, document)


def _check_subject(node: JSON, document: JSON) -> None:
    for address in [node["@id"]] if "@id" in node else []:
        _check_address(address, document)
    for address in node.get("@type", []):
        _check_address(address, document)
    for key, items in node.items():
        if key == "@reverse":
            _check_subject(items, document)
        elif key in ("@graph", "@included"):
            _check_statements(items)
            check_node(items, document)
        elif not key.startswith("@"):
            _check_property(key)
            check_node(items, document)


def _check_statements(nodes: list[JSON]) -> None:
    for node in nodes:
        if "@value" in node or "@list" in node or not node.keys() - {"@id"}:
            stray = str(node.get("@value", node.get("@id", "")))
            raise undefined(f"{stray!r} states nothing that could be signed", stray)


def _check_members(value: JSON, known: set[str]) -> None:
    for key in value:
        if key.startswith("@") and key not in known:
            raise undefined(f"{key} is read differently, or dropped, by some processors", key)


def _check_property(address: str) -> None:
    if not is_iri(address):
        raise undefined(f"a term means {address!r}, which is not an absolute IRI", address)


def _check_address(address: Any, document: JSON) -> None:
    if not (isinstance(address, str) and (address.startswith("_:") or is_iri(address))):
        place = find(document, address) or "the document"
        message = f"{place}: {address!r} is neither a term of the contexts nor an absolute IRI"
        if ":" not in str(address):
            raise undefined(message, str(address), "B0507")
        raise undefined(message, str(address), "B0507", "correct the address")


def is_iri(address: str) -> bool:
    """Whether this is an absolute IRI (RFC 3987) that every processor reads alike."""
    return _IRI.fullmatch(address) is not None


def refuse_language(tag: Any) -> None:
    """Refuse a language tag in upper case: some processors lower it, others do not."""
    if isinstance(tag, str) and tag != tag.lower():
        raise ContentError.because(
            "B0504", f"language tag {tag!r} is in upper case", "write it in lower case"
        )


class DroppedClaim(ContentError):
    """The refusal of what JSON-LD would drop in silence: no signature covers it."""

    claim = ""  # its name, as the document has it


def undefined(
    message: str,
    claim: str,
    code: str = "B0506",
    mend: str = "use only what the document's contexts define, or add the context",
) -> DroppedClaim:
    """The refusal of a claim that JSON-LD would drop, or that some processors drop."""
    refusal = DroppedClaim.because(code, message, mend)
    refusal.claim = claim
    return refusal
