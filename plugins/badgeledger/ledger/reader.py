"""Plain data → models, with every refusal said in plain words at its line and column.

The second step of reading the ledger, after `document.py`. It knows the models and nothing of
other files: rules across files belong to `check`.

NOTE: what is accepted here is what log format 1 reads (DESIGN.md, "The log"), and so frozen.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from badgeledger.errors import ContentError, Problem
from badgeledger.ledger.document import Document, Location, parse
from badgeledger.model import Achievement, Award, Entry, Issuer, Keys, Tombstone
from badgeledger.values import near_miss, shown

Model = TypeVar("Model", bound=Entry)
STAND_INS = {"recipient": {"id": "did:example:somebody"}, "awarded": "0001-01-01"}


def read_issuer(data: bytes, path: str) -> Issuer:
    """`issuer.yml` as read. Raises ContentError with all problems of the file."""
    return read(parse(data, path), Issuer)


def read_keys(data: bytes, path: str) -> Keys:
    """`keys.yml` as read. Raises ContentError with all problems of the file."""
    return read(parse(data, path), Keys)


def read_achievement(data: bytes, path: str) -> Achievement:
    """An achievement's file as read. Raises ContentError with all problems of the file."""
    return read(parse(data, path), Achievement)


def read_award(data: bytes, path: str) -> Award | Tombstone:
    """An award's file as read: the award, or what a purge left of it.

    A file with a `commitment` is a tombstone. Raises ContentError with all problems of the file.
    """
    document = parse(data, path)
    if "commitment" in document.data:
        return read(document, Tombstone)
    return read(document, Award)


def sound_part(data: bytes, path: str) -> Award | None:
    """What can be told of an award whose file has faults, so that other rules are tried on it too.

    Fields at fault are left out; ones that an award needs are stood in for by what no rule minds.
    None where it cannot be told which achievement it is of.
    """
    try:
        fields = parse(data, path).data
        Award.model_validate(fields)
    except ContentError:
        return None
    except ValidationError as error:
        faulty = {detail["loc"][0] for detail in error.errors(include_url=False)}
        fields = STAND_INS | {name: fields[name] for name in fields if name not in faulty}
    try:
        return Award.model_validate(fields)
    except ValidationError:
        return None


def read(document: Document, model: type[Model]) -> Model:
    """The model of a file's data. Raises ContentError with all problems of the file."""
    try:
        entry = model.model_validate(document.data)
    except ValidationError as error:
        raise ContentError({*document.problems, *_problems(document, model, error)}) from None
    if document.problems:
        raise ContentError(document.problems)
    return entry


def _problems(document: Document, model: type[Entry], error: ValidationError) -> Iterator[Problem]:
    refused = {(problem.line, problem.column) for problem in document.problems}
    for detail in error.errors(include_url=False, include_context=False):
        problem = _problem(document, model, detail)
        if detail["type"] == "missing" or (problem.line, problem.column) not in refused:
            yield problem


def _problem(document: Document, model: type[Entry], detail: ErrorDetails) -> Problem:
    location, kind, value = detail["loc"], detail["type"], detail["input"]
    if kind == "missing":
        return document.problem(location, "B0103", f"the field {location[-1]!r} is missing")
    if kind == "extra_forbidden":
        return _unknown_field(document, model, location)
    if isinstance(value, str) and not value.strip():
        return document.problem(location, "B0203", "the value is empty")
    if kind.startswith("B"):
        return document.problem(location, kind, detail["msg"])
    return _wrong_kind(document, location, kind, detail["msg"], value)


def _unknown_field(document: Document, model: type[Entry], location: Location) -> Problem:
    name = str(location[-1])
    fields = _model_at(model, location[:-1]).model_fields
    mend = near_miss(name, fields) or f"the fields possible here are {', '.join(fields)}"
    message = f"unknown field {shown(name)}"
    return document.problem(location, "B0102", message, mend, at_key=True)


def _wrong_kind(
    document: Document, location: Location, kind: str, says: str, value: object
) -> Problem:
    """A value of another kind than its field takes, by pydantic's type of error."""
    if kind == "model_type":
        return document.problem(location, "B0114", "fields belong here")
    if kind == "tuple_type":
        return document.problem(location, "B0115", "a list belongs here")
    if kind == "literal_error" and isinstance(value, str):
        words = says.removeprefix("Input should be ")
        return document.problem(
            location, "B0117", f"{shown(value)} is not one of the words possible", f"write {words}"
        )
    return document.problem(location, "B0116", "one value belongs here")


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel]:
    """The model of the mapping at a location."""
    for step in location:
        if isinstance(step, str):
            model = _models_in(model.model_fields[step].annotation)[0]
    return model


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]
