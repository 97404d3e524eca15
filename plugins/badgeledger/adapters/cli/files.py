"""The ledger's files as the commands need them: one by name, all awards, new ones all or none."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from badgeledger.errors import ContentError, UsageError
from badgeledger.ledger.files import create, find_files, is_regular, read_file
from badgeledger.ledger.reader import read_achievement, read_issuer
from badgeledger.model import Achievement, Issuer
from badgeledger.values import is_award_id, near_miss, shown

File = tuple[str, bytes]  # path relative to the ledger's root, with `/`, and content


def issuer_of(root: Path) -> Issuer:
    """The ledger's issuer. Raises ContentError with all problems of the file."""
    return read_issuer(read_file(root, "issuer.yml"), "issuer.yml")


def achievement_of(root: Path, slug: str) -> Achievement:
    """The achievement of that slug. Raises UsageError where there is none (B0712)."""
    slugs = [path.stem for path in (root / "achievements").glob("*.yml")]
    if slug not in slugs:
        raise UsageError.because(
            "B0712", f"there is no achievement {shown(slug)}",
            near_miss(slug, slugs) or "make one with `badgeledger achievement new SLUG`",
        )  # fmt: skip
    path = f"achievements/{slug}.yml"
    return read_achievement(read_file(root, path), path)


def awards_of(root: Path) -> list[File]:
    """Every award file, in the order of the paths."""
    return [(path, read_file(root, path)) for path in find_files(root).awards]


def award_path(root: Path, award: str) -> str:
    """The path below `root` of an award, given by its id, or by its path from here or from there.

    Raises UsageError where there is none (B0714).
    """
    folder = root.resolve()
    if is_award_id(award):
        places = sorted((folder / "credentials").rglob(f"{award}.yml"))
    else:
        places = [Path(award).absolute(), folder / award]
    for place in places:
        path = place.parent.resolve() / place.name
        if path.is_relative_to(folder / "credentials") and path.is_file():
            name = path.relative_to(folder).as_posix()
            if is_regular(folder, name):
                return name
    raise UsageError.because(
        "B0714", f"there is no award {shown(award)} in the ledger",
        "give an award's file or its id; `badgeledger find EMAIL` tells both",
    )  # fmt: skip


def create_all(root: Path, files: Sequence[File]) -> None:
    """Write new files: all of them, or none where one cannot be written."""
    written: list[str] = []
    try:
        for path, data in files:
            create(root, path, data)
            written.append(path)
    except (ContentError, OSError, KeyboardInterrupt):
        for path in written:
            with suppress(OSError):
                (root / path).unlink()
        raise
