"""What made something, besides its inputs: this code, and the libraries that decide about bytes.

For what is kept from one build to the next: it holds as long as the same code would make the same.
"""

import hashlib
import platform
from functools import cache
from importlib import metadata
from pathlib import Path

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
def made_with() -> str:
    """A digest of the package's files and of the versions of Python and libraries, in hex."""
    package = Path(__file__).parent
    files = {
        path.relative_to(package).as_posix(): path
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    digest = hashlib.sha256(platform.python_version().encode())
    for library in LIBRARIES:
        digest.update(f"\n{library} {metadata.version(library)}".encode())
    for name in sorted(files):
        data = files[name].read_bytes()
        digest.update(f"\n{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
