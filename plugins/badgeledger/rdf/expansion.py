"""JSON-LD to an RDF dataset, in safe mode: nothing that was signed may be dropped in silence.

Second step of a canonicalisation, between `ambiguity.py` and `canonical.py`. PyLD does the work
(JSON-LD 1.1 Processing Algorithms and API, sections 5.1, 7.1 and 8.2) but has no safe mode: it
leaves out terms that no context defines and addresses that are relative. This module refuses a
document with any of these, as jsonld.js does in its safe mode, and refuses besides what processors
disagree on: `@direction`, `@index`, `@import`, reserved keywords, language tags in upper case.
"""

from functools import cache
from typing import Any

from cachetools import LRUCache
from pyld.context_resolver import ContextResolver
from pyld.jsonld import KEYWORDS, JsonLdError, JsonLdProcessor

from badgeledger.errors import BadgeLedgerError, ContentError
from badgeledger.rdf.ambiguity import find
from badgeledger.rdf.contexts import load_context
from badgeledger.rdf.safety import check_contexts, check_node, refuse_language, undefined

JSON = dict[str, Any]
Dataset = dict[str, list[JSON]]
Name = str | int | tuple[str, ...]

_resolved: LRUCache[str, Any] = LRUCache(maxsize=100)
_processed: LRUCache[tuple[Any, Name, bool, bool], JSON] = LRUCache(maxsize=512)
# Identities of the contexts inside our own copies, which live as long as this module.
_packaged: set[int] = set()


def to_dataset(document: JSON) -> Dataset:
    """The RDF dataset that a JSON-LD document states, as PyLD gives it: graph name to quads.

    Raises ContentError: B0501 for an unknown context, B0505 for what is not JSON-LD, B0506 for a
    term that no context defines, B0507 for an address that is relative or malformed.
    """
    check_contexts(document)
    options = {
        "base": None,
        "processingMode": "json-ld-1.1",
        "documentLoader": _load,
        "contextResolver": ContextResolver(_resolved, _load),
    }
    try:
        dataset: Dataset = _SafeProcessor(document).to_rdf(document, options)
    except BadgeLedgerError:
        raise
    # NOTE: on hostile contexts PyLD also stumbles with errors that are not its own.
    except (JsonLdError, ValueError, TypeError, AttributeError, LookupError) as bad:
        raise ContentError.because(
            "B0505",
            f"this is not valid JSON-LD: {_innermost(bad)}",
            "correct the document, or its contexts",
        ) from None
    return dataset


class _SafeProcessor(JsonLdProcessor):  # type: ignore[misc]
    """PyLD's processor, which raises ContentError where PyLD would drop something.

    It also keeps processed contexts across documents: PyLD makes each type-scoped context anew.
    """

    def __init__(self, document: JSON) -> None:
        super().__init__()
        self._document = document
        self._copy: Any = None  # PyLD's own copy of the document, in which elements are found again

    def expand(self, input_: Any, options: Any) -> Any:
        expanded = super().expand(input_, options)
        for node in expanded:
            check_node(node, self._document)
        return expanded

    def _expand(self, active_ctx: Any, prop: Any, element: Any, *rest: Any, **how: Any) -> Any:
        if self._copy is None:
            self._copy = element
        expanded = super()._expand(active_ctx, prop, element, *rest, **how)
        if expanded is None and element is not None:
            place = find(self._copy, element) or "the document"
            raise undefined(f"{place} states nothing that could be signed", place)
        return expanded

    def _expand_object(
        self, active_ctx: Any, prop: Any, iri: Any, element: JSON, *rest: Any, **how: Any
    ) -> None:
        for key, value in element.items():
            name = self._expand_iri(active_ctx, key, vocab=True)
            if key != "@context" and (name is None or (":" not in name and name not in KEYWORDS)):
                place = f"{find(self._copy, element)}.{key}".removeprefix(".")
                raise undefined(f"no context of the document defines the term {place}", key)
            if name == "@language":
                refuse_language(value)
        super()._expand_object(active_ctx, prop, iri, element, *rest, **how)

    def _expand_language_map(self, active_ctx: Any, language_map: JSON, direction: Any) -> Any:
        for language in language_map:
            refuse_language(language)
        return super()._expand_language_map(active_ctx, language_map, direction)

    def _process_context(
        self,
        active_ctx: JSON,
        local_ctx: Any,
        options: Any,
        override_protected: bool = False,
        propagate: bool = True,
        **how: Any,
    ) -> Any:
        name = _name(local_ctx)
        if how or name is None or "_uuid" not in active_ctx:
            return super()._process_context(
                active_ctx, local_ctx, options, override_protected, propagate, **how
            )
        key = (active_ctx["_uuid"], name, override_protected, propagate)
        if key not in _processed:
            _processed[key] = super()._process_context(
                active_ctx, local_ctx, options, override_protected, propagate
            )
        return _processed[key]


def _name(local_ctx: Any) -> Name | None:
    """What identifies a context for good: addresses, or its place in a packaged copy."""
    if isinstance(local_ctx, str):
        return local_ctx
    if isinstance(local_ctx, list) and all(isinstance(part, str) for part in local_ctx):
        return tuple(local_ctx)
    return id(local_ctx) if id(local_ctx) in _packaged else None


def _load(url: str, _options: Any) -> JSON:
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": _kept(url),
        "contentType": "application/ld+json",
        "tag": "static",
    }


@cache
def _kept(url: str) -> JSON:
    document = load_context(url)
    _packaged.update(_scoped(document))
    return document


def _scoped(value: Any) -> set[int]:
    if not isinstance(value, dict):
        return set()
    here = {id(value["@context"])} if isinstance(value.get("@context"), dict) else set()
    return here.union(*map(_scoped, value.values()))


def _innermost(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    # PyLD appends its details, which hold whole documents.
    return str(error.args[0] if error.args else type(error).__name__)
