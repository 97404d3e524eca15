"""What the replay knows of one award, and the line of text as which it is kept.

A ledger has 100,000 of them, and a commit touches few: as text they take a third of the room, and
the cache of a history keeps them as they are.
"""

import json
from dataclasses import dataclass, field

from badgeledger.model import Award

NEVER = -1


@dataclass(slots=True)
class Life:
    """The files of an award, and what it keeps from commit to commit.

    `files` are its readable versions: path → name of the content. `moment` is that of the commit
    that issued it, issued it anew, or gave it another achievement; NEVER before it entered. `slug`
    is its achievement's, None where only tombstones were read of it; `entered` the content as
    which it entered last, None for a tombstone; `reissued` what that content says.
    """

    files: dict[bytes, str] = field(default_factory=dict)
    moment: int = NEVER
    slug: str | None = None
    entered: str | None = None
    reissued: str | None = None

    def goes_on(self, award: Award) -> bool:
        """Whether a version of the award keeps what it has."""
        anew = award.reissued and (not self.reissued or str(award.reissued) > self.reissued)
        return self.slug in (None, award.achievement) and not anew

    def enter(self, award: Award, content: str, moment: int) -> None:
        """The award stands as a content says, with its achievement as at a moment."""
        self.moment, self.slug, self.entered = moment, award.achievement, content
        self.reissued = str(award.reissued) if award.reissued else None

    def bury(self, moment: int) -> None:
        """A tombstone stands for the award."""
        self.entered = None
        if self.moment == NEVER:
            self.moment = moment


def packed(life: Life) -> str:
    """A life as one line of ASCII."""
    files = {_text(path): content for path, content in life.files.items()}
    return json.dumps((files, life.moment, life.slug, life.entered, life.reissued))


def unpacked(line: str) -> Life:
    """The life that a line was made of."""
    files, *others = json.loads(line)
    return Life({_bytes(path): content for path, content in files.items()}, *others)


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
