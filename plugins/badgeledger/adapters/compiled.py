"""Templates of the host's theme, compiled once while `mkdocs serve` runs, not for every build.

For `mkdocs.py`: MkDocs makes a new environment for each build, and to compile Material's templates
takes as long as to render forty pages. What they became is kept in this process alone: on a disk it
would be code that a later build runs, whoever put it there, and whatever made the environment then.
"""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """What templates were compiled to, by names and sources."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where its source is as it was."""
        source, code = self._codes.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self._codes[bucket.key] = bucket.checksum, bucket.code
