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
    """A life as one line of ASCII: five fields between tabs, empty ones for None.

    The content that entered stands by itself, so that it is found without reading the files' paths.
    """
    entered = json.dumps(life.entered)[1:-1] if life.entered else ""
    files = json.dumps({_text(path): content for path, content in life.files.items()})
    return "\t".join((str(life.moment), life.slug or "", life.reissued or "", entered, files))


def unpacked(line: str) -> Life:
    """The life that a line was made of."""
    moment, slug, reissued, _, rest = line.split("\t")
    files = {_bytes(path): content for path, content in json.loads(rest).items()}
    return Life(files, int(moment), slug or None, standing(line)[2] or None, reissued or None)


def standing(line: str) -> tuple[str, int, str]:
    """Of the life in a line the slug, the moment, and the content that entered; "" for None."""
    moment, slug, _, entered, _ = line.split("\t")
    # The id of a content that is committed has nothing to escape.
    return slug, int(moment), json.loads(f'"{entered}"') if "\\" in entered else entered


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
