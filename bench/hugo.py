"""Hugo, which renders the same badge pages and signs nothing.

It is given what the ledger's record says of each award, ready: its achievement as it stood, from
when to when it holds, and where its status stands. The templates in hugo/layouts make the elements
of our badge page of it, and beside each page the same two JSON documents, the credential without
its proof. Of a site's other pages and pictures Hugo makes none.
"""

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from badgeledger.build import Build
from badgeledger.credential.achievement import drawing_address, image_address
from badgeledger.credential.dates import day_of, end_of, start_of
from badgeledger.credential.open_badge import last_valid_day
from badgeledger.jobs import Badge
from badgeledger.model import AchievementVersion, Award, AwardVersion
from badgeledger.outputs.surroundings import Surroundings
from badgeledger.outputs.wording import LANGUAGES, strings
from badgeledger.values import JSON
from bench.jobs import award_of
from bench.watching import Cost, run

TEMPLATES = Path(__file__).with_name("hugo")
HUGO = Path(sysconfig.get_path("purelib"), "hugo", "binaries", "hugo")
WORDS = ("badge", "catalogue", "days", "facts", "history", "results", "types")


def hugo_build(place: Path) -> Cost:
    """Builds the site of `prepare`, from nothing, into `place`/public."""
    shutil.rmtree(place / "public", ignore_errors=True)
    cost, _ = run([HUGO, "build", "--quiet"], place, os.environ)
    return cost


def hugo_version() -> str:
    """Of the Hugo that is run, not of its package."""
    said = subprocess.run([HUGO, "version"], capture_output=True, check=True, text=True).stdout
    return said.removeprefix("hugo v").partition("-")[0]


def prepare(build: Build, place: Path) -> None:
    """A folder for Hugo, with the awards of a build of ours."""
    shutil.copytree(TEMPLATES, place)
    write(place / "data" / "issuer.json", issuer(build))
    for tag in LANGUAGES:
        words = {part: strings(tag)[part] for part in WORDS}
        write(place / "data" / "words" / f"{tag}.json", words)
    versions: dict[str, JSON] = {}
    for job in build.plan.badges.jobs(build.plan.badges):
        key = f"{job.achievement.slug}/{job.achievement.achievement.version}"
        if key not in versions:
            versions[key] = version(job.achievement, job.embedded, job.surroundings)
        page = {"award": award(job) | {"version": key}}
        write(place / "content" / "credentials" / f"{job.id}.md", page)
    write(place / "data" / "versions.json", versions)


def issuer(build: Build) -> JSON:
    """What all pages say of the issuer, and the files that they load."""
    assets = build.plan.assets
    profile = build.plan.badges.around.issuer
    return {
        "name": profile["name"],
        "url": profile["url"],
        "domain": build.history.issuer.site.removeprefix("https://"),
        "profile": profile,
        "style": assets["badge.css"],
        "script": assets["badge.js"],
    }


def version(stood: AchievementVersion, document: JSON, around: Surroundings) -> JSON:
    """What the pages of an achievement's version have in common, and the Achievement itself."""
    achievement = stood.achievement
    return {
        **achievement.model_dump(mode="json", exclude_defaults=True),
        "slug": stood.slug,
        "image": image_address(stood) if stood.image else drawing_address(stood),
        "hours": str(achievement.hours),
        "credits": str(achievement.credits) if achievement.credits else None,
        "builds_on": named(achievement.builds_on, around),
        "leads_to": named(around.leads_to.get(stood.slug, ()), around),
        "results": {
            result.id: result.model_dump(exclude_defaults=True) for result in achievement.results
        },
        "document": document,
    }


def named(slugs: Iterable[str], around: Surroundings) -> list[JSON]:
    return [{"slug": slug, "name": around.names[slug]} for slug in slugs]


def award(job: Badge) -> JSON:
    """What an award's page and documents say; members that it does not have are left out."""
    award, timezone = award_of(job), job.achievement.issuer.timezone
    last = last_valid_day(AwardVersion(job.id, award, job.achievement))
    given = {
        "id": job.id,
        "name": award.recipient.name,
        "identity": award.recipient.identity,
        "did": award.recipient.id,
        "awarded": award.awarded.isoformat(),
        "last": last.isoformat() if last else None,
        "from": start_of(award.awarded, timezone),
        "until": end_of(last, timezone) if last else None,
        "position": job.position,
        "history": [
            {
                "name": act.name,
                "day": day_of(act.leaf.t, timezone).isoformat(),
                "entry": act.leaf.index,
            }
            for act in job.acts
        ],
        "revoked": revocation(award),
    }
    said = award.model_dump(mode="json", include={"narrative", "evidence", "results"})
    return {name: value for name, value in {**given, **said}.items() if value}


def revocation(award: Award) -> JSON | None:
    """A withdrawal as it is published: without the reason that is the files' own."""
    if award.revoked is None:
        return None
    return {"on": award.revoked.on.isoformat(), "reason": award.revoked.public_reason}


def write(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
