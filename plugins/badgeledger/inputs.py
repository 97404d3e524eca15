"""Digests of all that the bytes of an artifact depend on.

For what is kept from one build to the next: it holds as long as the same code would make the same
of the same. No file's time is among it, nor where anything lies.
"""

import hashlib
import platform
import re
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path

from badgeledger.model import AchievementVersion

NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def code_digest() -> str:
    """Of the code: the package's files, the versions of Python and of libraries, in hex."""
    package = Path(__file__).parent
    files = {
        path.relative_to(package).as_posix(): path
        for path in package.rglob("*")
        if "__pycache__" not in path.parts and path.is_file()
    }
    digest = hashlib.sha256(platform.python_version().encode())
    for library, version in sorted(libraries().items()):
        digest.update(f"\n{library} {version}".encode())
    for name in sorted(files):
        data = files[name].read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def libraries() -> dict[str, str]:
    """The versions of all that the package needs, and of all that these need, by their names."""
    found: dict[str, str] = {}
    waiting = ["badgeledger"]
    while waiting:
        name = waiting.pop()
        with suppress(metadata.PackageNotFoundError):  # it is for another machine than this
            library = metadata.distribution(name)
            found[name] = library.version
            needed = (each for each in library.requires or () if "extra ==" not in each)
            names = {match[0].lower() for each in needed if (match := NAME.match(each))}
            waiting += names - found.keys()
    return found


def version_digest(version: AchievementVersion) -> str:
    """Of a version of an achievement with its image and its issuer, in hex."""
    image = hashlib.sha256(version.image).hexdigest() if version.image is not None else ""
    return digest_of(
        version.slug,
        version.achievement.model_dump_json(),
        image,
        version.issuer.model_dump_json(),
    )


def digest_of(*parts: str) -> str:
    """Of some texts, each apart from the next, in hex."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(b"%d\n%b" % (len(data), data))
    return digest.hexdigest()
