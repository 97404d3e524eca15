"""What stands in the ledger's YAML files, as values.

The one schema: readers, editors (JSON Schema) and the documentation are all fed from here. The
models are frozen and know nothing of files, git or JSON-LD; `values.py` has the kinds of scalars.

What these models accept is what log format 1 reads (DESIGN.md, "The log"): they may learn new
optional fields, but never read an old file in a new way. Stricter rules for what is written today
belong to `check.py`.
"""

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from badgeledger.values import (
    AchievementType,
    Colour,
    Commitment,
    Day,
    Did,
    Email,
    FileName,
    Identity,
    Language,
    Line,
    Link,
    Multibase,
    Number,
    Period,
    Site,
    Slug,
    Text,
    Timezone,
    Truth,
    Whole,
    refuse,
)


class Entry(BaseModel):
    """A mapping of the ledger: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Colours(Entry):
    """The institution's colours."""

    primary: Colour = Field("#1f4e79", description="Main colour of drawn badges and pages.")
    secondary: Colour = Field("#f2b134", description="Second colour, for ribbons and accents.")


class Fonts(Entry):
    """Fonts of the institution's own: WOFF2 files beside issuer.yml."""

    text: FileName | None = Field(None, description="For text.")
    headings: FileName | None = Field(None, description="For headings and names.")


class Registry(Entry):
    """A list of issuers, in the shape that the Digital Credentials Consortium publishes."""

    name: Line = Field(description="What the list is called.")
    url: Link = Field(description="Its address: JSON that other sites' pages may read (CORS).")


class Issuer(Entry):
    """`issuer.yml`: who awards."""

    name: Line = Field(description="The institution's name, as badges show it.")
    url: Link = Field(description="The institution's own home page.")
    site: Site = Field(description="Public address of the badge site, without closing slash.")
    email: Email | None = Field(None, description="Where the public asks about badges.")
    description: Text | None = Field(None, description="One or two sentences on who you are.")
    image: FileName | None = Field(None, description="Logo: a PNG or SVG beside issuer.yml.")
    colours: Colours = Field(Colours(), description="Colours of drawn badges and pages.")
    fonts: Fonts | None = Field(
        None, description="Fonts of pages; without any, those of the visitor's system."
    )
    language: Language = Field("en", description="Language of achievements that name none.")
    timezone: Timezone = Field("UTC", description="IANA timezone in which days begin and end.")
    id: Did | None = Field(None, description="The issuer's DID, if not the did:web of `site`.")
    emails: Literal["hashed", "allowed"] = Field(
        "hashed", description="`allowed` lets award files hold e-mails: private repositories only."
    )
    privacy: Text | None = Field(
        None, description="Your own words on privacy, for the page `issuer/` (Markdown)."
    )
    accessibility: Text | None = Field(
        None, description="Your own words on accessibility, likewise (Markdown)."
    )
    names_of_staff: Truth = Field(False, description="Show verified signers by name.")
    registries: tuple[Registry, ...] = Field(
        (), description="Lists of issuers that the page `verify/` goes by."
    )

    @property
    def own_fonts(self) -> dict[str, str]:
        """Names of font files, by what they are for: `text`, `headings`."""
        return self.fonts.model_dump(exclude_none=True) if self.fonts else {}

    @property
    def files(self) -> tuple[str, ...]:
        """Names of all files beside `issuer.yml` that it names."""
        return (*([self.image] if self.image else []), *self.own_fonts.values())


class Alignment(Entry):
    """A skill, or a level, in a framework that others know."""

    name: Line = Field(description="Name of the skill or level.")
    url: Link = Field(description="Its address in the framework.")
    description: Text | None = Field(None, description="What it means, in a sentence.")
    framework: Line | None = Field(None, description="Name of the framework.")
    code: Line | None = Field(None, description="Its code in the framework.")


class RubricLevel(Entry):
    """One level of a rubric, from low to high."""

    id: Slug = Field(description="Short name that awards refer to.")
    name: Line = Field(description="Name of the level.")
    description: Text | None = Field(None, description="What reaching it takes.")
    points: Line | None = Field(None, description="Points for reaching it.")


class ResultDescription(Entry):
    """A result that awards of an achievement can state."""

    id: Slug = Field(description="Short name that awards refer to.")
    name: Line = Field(description="What is measured.")
    type: Literal[
        "GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore",
        "RawScore", "Result", "RubricCriterion", "RubricCriterionLevel", "RubricScore",
        "ScaledScore", "Status",
    ] = Field(description="Open Badges resultType.")  # fmt: skip
    allowed: tuple[Line, ...] = Field((), description="Allowed values, from low to high.")
    minimum: Line | None = Field(None, description="Lowest possible value.")
    maximum: Line | None = Field(None, description="Highest possible value.")
    required: Line | None = Field(None, description="Value, or id of the level, that passes.")
    levels: tuple[RubricLevel, ...] = Field((), description="Rubric levels, from low to high.")


class Approval(Entry):
    """Somebody who has looked at an achievement and stands for it."""

    name: Line = Field(description="Who, as in Quality Board.")
    url: Link | None = Field(None, description="Their own page.")
    date: Day | None = Field(None, description="Day of the approval.")


class Design(Entry):
    """How the badge of an achievement without an image is drawn."""

    shape: Literal["circle", "hexagon", "octagon", "seal", "shield", "tile"] | None = Field(
        None, description="Its outline; by `type` where none is chosen."
    )
    ribbon: Literal["none", "tails", "laurel"] | None = Field(
        None, description="Ends of a ribbon below it, or branches around it."
    )
    icon: Slug | None = Field(None, description="Name of one of the Material Design Icons.")


class Achievement(Entry):
    """`achievements/<slug>.yml`: what can be earned."""

    name: Line = Field(description="Name of the badge.")
    description: Text = Field(description="What holding it means, in a sentence or two.")
    criteria: Text = Field(description="What has to be done to earn it (Markdown).")
    type: AchievementType = Field(
        "Achievement", description="Open Badges achievementType, or ext:…"
    )
    image: FileName | None = Field(
        None, description="PNG or SVG beside the file; without one a badge is drawn."
    )
    design: Design | None = Field(None, description="How it is drawn, where it has no image.")
    outcomes: tuple[Line, ...] = Field((), description="What holders can do, one by one.")
    skills: tuple[Alignment, ...] = Field((), description="Skills that it shows.")
    tags: tuple[Line, ...] = Field((), description="Words to find it by.")
    hours: Number | None = Field(None, description="Hours of learning.")
    credits: Number | None = Field(None, description="Credits, such as ECTS.")
    level: Alignment | None = Field(None, description="Level in a qualifications framework.")
    assessment: Text | None = Field(None, description="How it is assessed (Markdown).")
    results: tuple[ResultDescription, ...] = Field((), description="Results awards can state.")
    how_to_earn: Text | None = Field(
        None, description="Where and when it can be earned, what it costs (Markdown)."
    )
    approved_by: tuple[Approval, ...] = Field((), description="Who has approved it.")
    valid_for: Period | None = Field(None, description="How long an award holds, as in 3 years.")
    version: Line | None = Field(None, description="Your own version of the achievement.")
    language: Language | None = Field(None, description="Its language, if not the issuer's.")
    builds_on: tuple[Slug, ...] = Field((), description="Achievements that come before this one.")
    translation_of: Slug | None = Field(None, description="The same in its first language.")


class Recipient(Entry):
    """Who earned it."""

    name: Line | None = Field(None, description="Name shown on the badge page.")
    identity: Identity | None = Field(
        None, description="Salted hash of the e-mail address; the tool writes it."
    )
    email: Email | None = Field(None, description="In the clear, where issuer.yml allows it.")
    id: Did | None = Field(None, description="The learner's own DID.")

    @model_validator(mode="after")
    def _someone(self) -> Self:
        if not (self.identity or self.email or self.id):
            raise refuse("B0223", "the recipient has neither identity, email nor id")
        if self.identity and self.email:
            raise refuse("B0224", "the recipient has both identity and email")
        return self


class Evidence(Entry):
    """A piece of work behind the award."""

    name: Line = Field(description="What it is.")
    url: Link | None = Field(None, description="Where it can be seen.")
    description: Text | None = Field(None, description="What it shows.")


class Result(Entry):
    """One result of an award."""

    result: Slug = Field(description="Id of the achievement's result.")
    value: Line | None = Field(None, description="The value reached, in quotes.")
    level: Slug | None = Field(None, description="Id of the rubric level reached.")
    status: (
        Literal[
            "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"
        ]
        | None
    ) = Field(None, description="For results of type Status.")


class Revocation(Entry):
    """An award taken back."""

    on: Day = Field(description="Day of the withdrawal.")
    reason: Text | None = Field(None, description="For the files; never published.")
    public_reason: Text | None = Field(None, description="Shown on the badge page.")


class Award(Entry):
    """`credentials/<folder>/<uuid>.yml`: who earned what."""

    achievement: Slug = Field(description="Slug of the achievement.")
    recipient: Recipient = Field(description="Who earned it.")
    awarded: Day = Field(description="Day of the award, in the issuer's timezone.")
    expires: Day | None = Field(None, description="Last valid day, if not by `valid_for`.")
    reissued: Day | None = Field(
        None, description="Day from which it has its achievement's text of that day."
    )
    narrative: Text | None = Field(None, description="What was done to earn it (Markdown).")
    evidence: tuple[Evidence, ...] = Field((), description="Work behind it.")
    results: tuple[Result, ...] = Field((), description="Results reached.")
    revoked: Revocation | None = Field(None, description="Set to withdraw the award.")


class Tombstone(Entry):
    """An award file whose content was purged: what the log needs, and nothing of a person."""

    commitment: Commitment = Field(description="The purged version's commitment.")
    revoked: Truth = Field(False, description="Whether that version was withdrawn.")
    erased: Day | None = Field(None, description="Day of the erasure, in the last version.")


class Withdrawal(Entry):
    """A key that must not be trusted any more."""

    on: Day = Field(description="Day of the withdrawal.")
    reason: Text | None = Field(None, description="Why.")
    first_leaf: Whole = Field(description="First leaf of the log it does not count for.")


class SigningKey(Entry):
    """One signing key of the issuer."""

    key: Multibase = Field(description="Public key as Multikey.")
    added: Day = Field(description="Day from which it signs.")
    withdrawn: Withdrawal | None = Field(None, description="Set where the key was compromised.")


class Keys(Entry):
    """`keys.yml`: the keys that sign, oldest first; the last not withdrawn is the current one."""

    signing: tuple[SigningKey, ...] = Field(description="Signing keys, oldest first.")
    log: Multibase | None = Field(None, description="Key that signs the log, as Multikey.")

    @property
    def trusted(self) -> tuple[SigningKey, ...]:
        """The keys not withdrawn, oldest first."""
        return tuple(entry for entry in self.signing if entry.withdrawn is None)

    @property
    def current(self) -> SigningKey | None:
        """The key that signs now."""
        return self.trusted[-1] if self.trusted else None


@dataclass(frozen=True, slots=True)
class AchievementVersion:
    """An achievement as it stood in one commit, with all that its published form depends on."""

    slug: str
    achievement: Achievement
    image: bytes | None  # the committed image file; None where the badge is drawn
    issuer: Issuer


@dataclass(frozen=True, slots=True)
class AwardVersion:
    """An award with the achievement as it stood in the commit that issued it."""

    id: str  # the UUID, lower case
    award: Award
    achievement: AchievementVersion
