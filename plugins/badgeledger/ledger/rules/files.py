"""Rules for files as such: their names, images, and that none holds a secret."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from badgeledger.errors import Problem, explanations
from badgeledger.ledger.files import IMAGES, shown_path
from badgeledger.ledger.fonts import font_fault
from badgeledger.ledger.images import image_problem
from badgeledger.ledger.worktree import Ledger, Source
from badgeledger.values import CATALOGUE, SECRET, SLUG, is_award_id, near_miss, shown

SECRET_BYTES = re.compile(SECRET.pattern.encode())


def file_rules(ledger: Ledger) -> Iterator[Problem]:
    """Names, of awards too; images and secrets; and that there is an issuer."""
    if "issuer.yml" not in ledger.files:
        yield _problem("issuer.yml", "B0305", "the file is missing")
    yield from _slugs(ledger)
    yield from _award_ids(ledger)
    for source in (*ledger.achievements, *([ledger.issuer] if ledger.issuer else ())):
        yield from _image_named(ledger, source)
    yield from _fonts(ledger)
    for path, data in ledger.files.items():
        if path.endswith(IMAGES) and (problem := image_problem(shown_path(path), data)):
            yield problem
    yield from secrets(ledger.files)


def secrets(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Secret keys in files, by their paths."""
    for path, data in files.items():
        for found in SECRET_BYTES.finditer(data):
            before = data[: found.start()].decode("utf-8", "replace")
            column = len(before) - before.rfind("\n")
            yield _problem(path, "B0325", "a secret key", before.count("\n") + 1, column)


def _problem(path: str, code: str, message: str, line: int = 0, column: int = 0) -> Problem:
    return Problem(shown_path(path), line, column, code, message, explanations()[code].mend)


def _slugs(ledger: Ledger) -> Iterator[Problem]:
    for path in ledger.files:
        top, stem = path.partition("/")[0], _stem(path)
        if top != "achievements" or not path.endswith(".yml"):
            continue
        if not re.fullmatch(SLUG, stem):
            yield _problem(path, "B0304", f"{shown(stem)} is not a slug")
        elif stem == CATALOGUE:
            yield _problem(path, "B0304", f"{stem!r} is the catalogue's own page")


def _award_ids(ledger: Ledger) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in ledger.awards:
        stem = _stem(path)
        if not is_award_id(stem):
            yield _problem(path, "B0302", f"{shown(stem)} is not a random UUID (version 4)")
        elif first.setdefault(stem, path) != path:
            yield _problem(path, "B0303", f"the same id as {shown_path(first[stem])}")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yml")


def _image_named(ledger: Ledger, source: Source[Any]) -> Iterator[Problem]:
    """The image that an achievement or the issuer names: that it is there."""
    name = source.value.image
    if name is None:
        return
    folder = source.path.rpartition("/")[0]
    beside = f"{folder}/" if folder else ""
    if not name.endswith(IMAGES):
        message = f"{shown(name)} ends neither in .png nor in .svg"
        yield source.problem(("image",), "B0309", message)
    elif beside + name not in ledger.files:
        images = [path.removeprefix(beside) for path in ledger.files if path.endswith(IMAGES)]
        message = f"there is no file {beside}{name}"
        yield source.problem(("image",), "B0308", message, near_miss(name, images))


def _fonts(ledger: Ledger) -> Iterator[Problem]:
    """The fonts that the issuer names: that they are there, and are fonts."""
    if ledger.issuer is None:
        return
    for field, name in ledger.issuer.value.own_fonts.items():
        data = ledger.files.get(name)
        if data is None:
            missing = f"there is no file {shown(name)}"
            yield ledger.issuer.problem(("fonts", field), "B0308", missing)
        elif message := font_fault(name, data):
            yield ledger.issuer.problem(("fonts", field), "B0330", message)
