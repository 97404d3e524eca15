"""Digests of all that the bytes of an artifact depend on.

For what is kept from one build to the next: it holds as long as the same code would make the same
of the same. No file's time is among it, nor where anything lies.
"""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

from badgeledger.model import AchievementVersion

LIBRARIES = (
    "jinja2",
    "markdown",
    "markupsafe",
    "nh3",
    "pydantic",
    "pyld",
    "pyyaml",
    "resvg-py",
    "rfc8785",
    "tzdata",
)


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
    for library in LIBRARIES:
        digest.update(f"\n{library} {metadata.version(library)}".encode())
    for name in sorted(files):
        data = files[name].read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


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
