"""The ledger's files on the disk: which there are, their bytes, and how they are written.

`check` reads what it finds here; the commands write with it. Symbolic links and special files are
refused, never followed: what is published must be what was reviewed. Names that begin with a full
stop (`.gitkeep`, `.DS_Store`) are passed over.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from badgeledger.errors import ContentError, MachineError, Problem, explanations
from badgeledger.ledger.document import LARGEST
from badgeledger.values import shown

LARGEST_IMAGE = 1_048_576  # bytes
ROOT_FILES = ("issuer.yml", "keys.yml")
IMAGES = (".png", ".svg")
FONTS = (".woff2",)
TEMPLATES = "templates"  # the folder of an institution's own
ENDINGS = {"achievements": (".yml", *IMAGES), "credentials": (".yml",)}


@dataclass(frozen=True, slots=True)
class Found:
    """Paths (relative to the root, with `/`) of the ledger's files, in order, and what is none.

    Awards are many, and apart.
    """

    files: tuple[str, ...]
    awards: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_files(root: Path) -> Found:
    """All files of the ledger below `root`. Raises MachineError."""
    files: list[str] = []
    awards: list[str] = []
    problems: list[Problem] = []
    for path, mode in sorted(each for top in (*ROOT_FILES, *ENDINGS) for each in _paths(root, top)):
        if mode == stat.S_IFREG and path.startswith("credentials/") and path.endswith(".yml"):
            awards.append(path)  # the short way: there are many
        elif problem := _stray(path, mode):
            problems.append(problem)
        else:
            files.append(path)
    return Found(tuple(files), tuple(awards), tuple(problems))


def read_file(root: Path, path: str) -> bytes:
    """The file's bytes; of one larger than allowed only one byte too many. Raises MachineError."""
    largest = LARGEST_IMAGE if path.lower().endswith((*IMAGES, *FONTS)) else LARGEST
    try:
        with FileIO(f"{root}/{path}") as file:  # a Path for each takes a third
            return file.read(largest + 1)
    except OSError as error:
        raise _unavailable(path, error) from None


def is_regular(root: Path, path: str) -> bool:
    """Whether there is a file, and no link, folder or device, at the path."""
    try:
        return stat.S_ISREG((root / path).lstat().st_mode)
    except OSError:
        return False


def read_templates(root: Path) -> dict[str, bytes]:
    """The files of the ledger's folder of templates, by name; none where there is no folder.

    Raises ContentError for what is no file (B0307) or no text of the size of ours (B0662), and
    MachineError.
    """
    folder = root / TEMPLATES
    with _machine(TEMPLATES):
        names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    found: dict[str, bytes] = {}
    for name in names:
        path = f"{TEMPLATES}/{name}"
        if not is_regular(root, path):
            raise ContentError([_problem(path, "B0307", "no file")])
        if name.startswith("."):
            continue
        found[name] = read_file(root, path)
        if len(found[name]) > LARGEST or not is_utf8(found[name]):
            raise ContentError([_problem(path, "B0662", "it is too large, or no UTF-8 text")])
    return found


def is_utf8(data: bytes) -> bool:
    """Whether bytes are text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _paths(root: Path, top: str) -> Iterator[tuple[str, int]]:
    """All that lies at or below a path and is no folder of its own, with the type of each.

    Links are not followed.
    """
    waiting = [(top, (root / top).lstat().st_mode)] if os.path.lexists(root / top) else []
    while waiting:
        path, mode = waiting.pop()
        inside = path == "achievements" or path.split("/", 1)[0] == "credentials"
        if not inside or not stat.S_ISDIR(mode):
            yield path, stat.S_IFMT(mode)
            continue
        with _machine(path), os.scandir(root / path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_file(follow_symlinks=False):
                    yield f"{path}/{entry.name}", stat.S_IFREG
                else:
                    waiting.append((f"{path}/{entry.name}", _type(entry)))


def _type(entry: os.DirEntry[str]) -> int:
    """The kind of thing that is no file; a folder's listing tells of most without a call."""
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    return entry.stat(follow_symlinks=False).st_mode


def _stray(path: str, mode: int) -> Problem | None:
    """What is wrong with there being such a thing at the path."""
    top, name = path.partition("/")[0], path.rpartition("/")[2]
    if stat.S_ISDIR(mode):
        return _problem(path, "B0306", f"the folder {shown(name)} does not belong here")
    if not stat.S_ISREG(mode):
        what = "a symbolic link" if stat.S_ISLNK(mode) else "neither a file nor a folder"
        return _problem(path, "B0307", what)
    if top in ENDINGS and not name.endswith(ENDINGS[top]):
        return _problem(path, "B0306", f"only {', '.join(ENDINGS[top])} files belong here")
    return None


def _problem(path: str, code: str, message: str) -> Problem:
    return Problem(shown_path(path), 0, 0, code, message, explanations()[code].mend)


def shown_path(path: str) -> str:
    """A path as text that can be printed anywhere: what is no printable UTF-8 as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def create(root: Path, path: str, data: bytes) -> None:
    """Writes a new file, whole or not at all, with the folders it needs.

    Raises ContentError (B0120) where there is one already, MachineError where the disk refuses.
    """
    target = root / path
    try:
        with _machine(path), _beside(target, data) as temporary:
            os.link(temporary, target)
    except FileExistsError:
        raise ContentError([_problem(path, "B0120", "there is a file of that name")]) from None


def replace(root: Path, path: str, data: bytes) -> None:
    """Writes a file that is there anew, whole or not at all.

    Raises MachineError where the disk refuses.
    """
    target = root / path
    with _machine(path), _beside(target, data) as temporary:
        shutil.copymode(target, temporary)
        temporary.replace(target)


@contextmanager
def _beside(target: Path, data: bytes) -> Iterator[Path]:
    """The data in a file in the target's folder, on the disk; removed at the end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _machine(path: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise _unavailable(path, error) from None


def _unavailable(path: str, error: OSError) -> MachineError:
    reason = error.strerror or "the operating system refused"
    return MachineError([_problem(path, "B0121", reason)])
