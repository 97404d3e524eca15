"""The kinds of artifacts a site is made of, each as a small picklable job.

Between `plan.py`, which says what there is to make, and `artifacts.py`, which makes it: all that an
artifact's bytes depend on is in its job. A job makes one artifact, but the three of an award, which
are made of the same, have one together. `path` is relative to the site.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from badgeledger.badge_paths import badge_paths
from badgeledger.log.checkpoint import Checkpoint
from badgeledger.log.entries import Act
from badgeledger.log.note import Vkey
from badgeledger.log.summary import Summary
from badgeledger.model import AchievementVersion
from badgeledger.outputs.ledger_page import Told
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A credential; `created` is in UTC seconds."""

    path: str
    document: JSON
    created: int
    verification_method: str


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """The log's checkpoint; see `Checkpoint`. It is signed in the log's name, with its own key."""

    path: str
    checkpoint: Checkpoint
    key: Vkey


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A JSON endpoint without a signature."""

    path: str
    document: JSON


@dataclass(frozen=True, slots=True)
class Badge:
    """All that is published of one award: its credential, its page, and what other sites show.

    `content` is the award's file, `embedded` what its credential has of the achievement; `position`
    and `created` (UTC seconds) are the credential's. `acts` is what was done to the award, `by`
    whom (by leaf, where known).
    """

    id: str
    content: bytes
    achievement: AchievementVersion
    embedded: JSON
    position: int
    created: int
    verification_method: str
    acts: tuple[Act, ...]
    by: Mapping[int, str]
    surroundings: Surroundings

    @property
    def path(self) -> str:
        """Of its credential."""
        return badge_paths(self.id)[0]


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The page that checks badges of any issuer; see `verify_page`."""

    path: str
    surroundings: Surroundings
    registries: tuple[JSON, ...]
    keep: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The page that other sites show a badge with; see `embed_page`."""

    path: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The page that shows the log; see `ledger_page`."""

    path: str
    summary: Summary
    achievements: tuple[Told, ...]
    timezone: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class ErasedPage:
    """The notice in the place of a badge page; see `erased_page`."""

    path: str
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class BadgePng:
    """An achievement's image."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class EmbeddedPng:
    """The image that credentials of an achievement's version embed."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class Card:
    """What a link to a badge of this achievement looks like; see `card`."""

    path: str
    version: AchievementVersion
    issuer_name: str


@dataclass(frozen=True, slots=True)
class BadgeSvg:
    """The drawing of an achievement that has no image of its own."""

    path: str
    version: AchievementVersion


@dataclass(frozen=True, slots=True)
class Png:
    """A PNG or SVG file of the ledger, published as PNG."""

    path: str
    source: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A file published as it is."""

    path: str
    data: bytes


Page = VerifyPage | EmbedPage | LedgerPage | ErasedPage
Picture = BadgePng | EmbeddedPng | BadgeSvg | Card | Png
Plain = PlainDocument | Page | Picture | Copy
Signed = SignedDocument | SignedCheckpoint | Badge
Other = SignedDocument | SignedCheckpoint | Plain  # with one artifact each
Job = Badge | Other
