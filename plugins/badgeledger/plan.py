"""What a build has to make: one job per artifact, and the catalogue's pages.

Flow: a history's record and an edition → jobs, in a fixed order. Addresses: DESIGN.md, "The site".
Nothing is rendered or signed here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from badgeledger.badge_paths import BADGE_FILES, FOLDER
from badgeledger.badges import Badges
from badgeledger.credential.achievement import (
    achievement_address,
    drawing_address,
    image_address,
    published_achievement,
)
from badgeledger.credential.did_document import did_document, did_document_address, log_service
from badgeledger.credential.profile import ISSUER_IMAGE, profile, published_profile
from badgeledger.credential.status_list import (
    LEAVES_PER_LIST,
    status_address,
    status_list_credential,
)
from badgeledger.edition import Edition
from badgeledger.host_pages import host_pages
from badgeledger.jobs import (
    BadgePng,
    BadgeSvg,
    Card,
    Copy,
    EmbeddedPng,
    EmbedPage,
    ErasedPage,
    Other,
    PlainDocument,
    Png,
    SignedDocument,
    VerifyPage,
)
from badgeledger.keys.multikey import decode_public_key
from badgeledger.ledger.history import History
from badgeledger.log.checkpoint import origin_of
from badgeledger.log.gate import Log
from badgeledger.log.note import Vkey
from badgeledger.log.summary import Summary
from badgeledger.log_jobs import ledger_page_job, log_jobs, summarised
from badgeledger.outputs import embed, verify_file, verify_page
from badgeledger.outputs.assets import Assets, shared_assets
from badgeledger.outputs.catalogue import achievements_json
from badgeledger.outputs.host_page import HostPage
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.outputs.template import Templates
from badgeledger.outputs.wording import language_for
from badgeledger.record import Record
from badgeledger.values import JSON


@dataclass(frozen=True, slots=True)
class Plan:
    """`badges` are all badges, `jobs` makes everything else, in a fixed order; `pages` makes the
    host's pages, by their paths in its docs folder; `assets`: the addresses of shared files by
    their plain names, for the host's pages."""

    jobs: tuple[Other, ...]
    badges: Badges
    pages: Callable[[], Mapping[str, HostPage]]
    assets: Mapping[str, str]

    def __len__(self) -> int:
        """How many artifacts there are."""
        return len(self.jobs) + len(BADGE_FILES) * len(self.badges)

    def __contains__(self, path: object) -> bool:
        """Whether an artifact stands at the path."""
        if not isinstance(path, str):
            return False
        folder, _, rest = path.partition("/")
        award_id, _, name = rest.partition("/")
        is_badge = folder == FOLDER and name in BADGE_FILES and award_id in self.badges
        return is_badge or any(job.path == path for job in self.jobs)


def plan(
    history: History,
    record: Record,
    edition: Edition,
    log: Log,
    *,
    signers: Mapping[str, str],
    logo: bytes | None,
    fonts: Mapping[str, bytes],
    templates: Templates,
    policy: bool,
) -> Plan:
    """All that is to be published of a history.

    `signers` names who made commits, as far as it is to be shown. `logo` is the issuer's image
    file, `fonts` and `templates` are the institution's own; for `policy` see `badge_page`.
    """
    drafts = _Drafts(history, record, edition, log, signers, logo, fonts, templates, policy)
    jobs = [
        *drafts.issuer_documents(),
        *drafts.achievements(),
        *drafts.images(),
        *drafts.erased(),
        *drafts.status_lists(),
        *drafts.verifier(),
        *drafts.embed(),
        *drafts.ledger(),
        *drafts.shared_files(),
    ]
    return Plan(tuple(jobs), drafts.badges, drafts.pages, drafts.asset_names())


@dataclass(frozen=True)
class _Drafts:
    history: History
    record: Record
    edition: Edition
    log: Log
    signers: Mapping[str, str]
    logo: bytes | None
    fonts: Mapping[str, bytes]
    templates: Templates
    policy: bool

    def issuer_documents(self) -> Iterator[Other]:
        issuer, keys = self.history.issuer, self.history.keys
        yield PlainDocument("issuer.json", published_profile(self._profile))
        if self.logo is not None:
            yield Png(ISSUER_IMAGE, self.logo)
        if keys and not self.edition.preview:
            did = self.edition.did
            log = log_service(did, f"{issuer.site}/ledger/", self._log_key.text)
            yield PlainDocument(did_document_address(issuer.site), did_document(did, keys, log))

    def achievements(self) -> Iterator[Other]:
        for slug, version in self.record.achievements.items():
            document = published_achievement(version, self._site)
            yield PlainDocument(achievement_address(slug), document)
            yield BadgePng(f"achievements/{slug}/badge.png", version)
            yield Card(f"achievements/{slug}/card.png", version, self._profile["name"])
            if version.image is None:
                yield BadgeSvg(f"achievements/{slug}/badge.svg", version)
        catalogue = achievements_json(
            self.record.achievements.values(),
            issuer=self._profile,
            site=self._site,
            awards=self.badges.counts,
        )
        yield PlainDocument("achievements.json", catalogue)

    def images(self) -> Iterator[Other]:
        """Every image that a credential may embed, those of earlier versions too."""
        versions = {image_address(each): each for each in self.record.versions.values()}
        for path, version in sorted(versions.items()):
            yield EmbeddedPng(path, version)
            if version.image is None:
                yield BadgeSvg(drawing_address(version), version)

    def erased(self) -> Iterator[Other]:
        for award_id in self.record.erased:
            yield ErasedPage(f"credentials/{award_id}/index.html", self._surroundings)

    def status_lists(self) -> Iterator[Other]:
        ended: dict[int, list[int]] = {}
        for leaf in self.record.ended:
            ended.setdefault(leaf // LEAVES_PER_LIST, []).append(leaf)
        for number in range(self.record.last_position // LEAVES_PER_LIST + 1):
            document = status_list_credential(
                number,
                ended.get(number, ()),
                issuer=self._profile,
                site=self._site,
                time=self.record.time,
            )
            yield self._signed(status_address(number), document, self.record.time)

    def verifier(self) -> Iterator[Other]:
        file = verify_file.verify_file()
        yield Copy(verify_file.ADDRESS, file)
        yield VerifyPage(
            verify_page.ADDRESS,
            self._surroundings,
            registries=tuple(each.model_dump() for each in self.history.issuer.registries),
            keep={"address": verify_file.ADDRESS, "sha256": sha256(file).hexdigest()},
        )

    def embed(self) -> Iterator[Other]:
        yield EmbedPage(embed.ADDRESS, self._surroundings)

    def ledger(self) -> Iterator[Other]:
        yield from log_jobs(self.log, self._log_key, self.record)
        timezone = self.history.issuer.timezone
        yield ledger_page_job(self.record, self._summary, timezone, self._surroundings)

    def shared_files(self) -> Iterator[Other]:
        yield from (Copy(path, data) for path, data in sorted(self._assets.files.items()))

    def asset_names(self) -> Mapping[str, str]:
        return self._assets.names

    def pages(self) -> dict[str, HostPage]:
        return host_pages(
            self.history,
            self.record,
            self.edition,
            awards=self.badges.counts,
            definitions=self._summary.definitions,
            templates=self.templates,
        )

    def _signed(self, path: str, document: JSON, time: int) -> Other:
        """Signed at `time`, or when the key came, if that was later (DESIGN.md, "The log")."""
        created = max(time, self.record.key_times.get(self.edition.public_key, 0))
        return SignedDocument(path, document, created, self.edition.verification_method)

    @property
    def _log_key(self) -> Vkey:
        return Vkey(origin_of(self._site), decode_public_key(self.edition.log_key))

    @property
    def _site(self) -> str:
        return self.history.issuer.site

    @cached_property
    def _profile(self) -> JSON:
        return profile(self.history.issuer, self.edition.did, preview=self.edition.preview)

    @cached_property
    def _assets(self) -> Assets:
        return shared_assets(self.history.issuer, self.fonts)

    @cached_property
    def _summary(self) -> Summary:
        return summarised(self.record, self.history.issuer.timezone)

    @cached_property
    def badges(self) -> Badges:
        return Badges(self.record, self.edition, self._surroundings, self.signers)

    @cached_property
    def _surroundings(self) -> Surroundings:
        catalogue = self.record.achievements
        return Surroundings(
            issuer=self._profile,
            site=self._site,
            language=language_for(self.history.issuer.language),
            names={slug: version.achievement.name for slug, version in catalogue.items()},
            leads_to=_reversed(
                {slug: version.achievement.builds_on for slug, version in catalogue.items()}
            ),
            assets=self._assets.names,
            templates=self.templates,
            preview=self.edition.preview,
            policy=self.policy,
        )


def _reversed(leads: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """What each leads from, as what each leads to."""
    found: dict[str, list[str]] = {}
    for slug, others in leads.items():
        for other in others:
            found.setdefault(other, []).append(slug)
    return {slug: tuple(others) for slug, others in found.items()}
