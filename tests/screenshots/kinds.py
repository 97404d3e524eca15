"""What there is to look at: each kind of page, in each of its states."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from badgeledger.outputs.wording import strings
from tests.browsing import FULL, Browsing, Published, publish
from tests.screenshots.ledger import AWARDS, ERASED, publish_with_everything

SHARE = strings()["share"]
Files = Mapping[str, bytes]
Act = Callable[[Browsing], None]


def nothing(_visitor: Browsing) -> None:
    """The page as it comes."""


@dataclass(frozen=True)
class Kind:
    """One page in one state; `act` is done on it, `now` is when it is looked at."""

    name: str
    site: Files
    path: str
    act: Act = nothing
    now: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    printed: bool = False


def kinds(folder: Path) -> Iterator[Kind]:
    """All of them."""
    site = publish_with_everything(folder / "published", preview=False)
    preview = publish_with_everything(folder / "preview", preview=True)
    yield from badges(site, preview.files)
    yield from offers(site.files)
    yield from own_pages(site.files)
    yield from hosted("plain", site.files)
    yield from hosted("material", publish(folder / "mkdocs", "mkdocs").files)


def badges(site: Published, preview: Files) -> Iterator[Kind]:
    """Badge pages, on paper too."""
    names = ("long-name", "arabic", "chinese", "nameless")
    shown = {
        "verified": FULL,
        "withdrawn": site.awards("revoked:")[0],
        "expired": site.awards("awarded: 2024-")[0],
        "spanish": site.awards("achievement: cocina-sostenible")[0],
        "rubric": site.awards("achievement: academic-writing")[0],
        "image": site.awards("achievement: wooden-boat-repair")[0],
        **dict(zip(names, AWARDS, strict=True)),
    }
    for name, award in shown.items():
        yield Kind(f"badge-{name}", site.files, f"credentials/{award}/", checked, printed=True)
    page, early = f"credentials/{FULL}/", "2025-01-01T09:00:00Z"
    credential = f"{page}credential.json"
    changed = site.files[credential].replace(b"Leal", b"Real", 1)
    without = {path: data for path, data in site.files.items() if not path.startswith("status/")}
    yield Kind("badge-preview", preview, page, checked, printed=True)
    yield Kind("badge-tampered", dict(site.files) | {credential: changed}, page, checked)
    yield Kind("badge-unchecked", without, page, checked)
    unreadable = dict(site.files) | {"ledger/checkpoint": b""}
    yield Kind("badge-log-disagrees", unreadable, page, checked)
    yield Kind("badge-not-yet-valid", site.files, page, checked, now=early)
    yield Kind("badge-plain-list", site.files, page, options={"java_script_enabled": False})
    yield Kind("badge-in-french", site.files, page, checked, options={"locale": "fr"})


def offers(site: Files) -> Iterator[Kind]:
    """What opens below a badge."""
    for offer in ("linkedin", "wallet", "download", "code", "frame"):
        yield Kind(f"share-{offer}", site, f"credentials/{FULL}/", opening(SHARE[offer]))


def own_pages(site: Files) -> Iterator[Kind]:
    """Pages of our own besides badges."""
    yield Kind("embed", site, f"embed/#{FULL}", settled)
    yield Kind("erased", site, f"credentials/{ERASED}/")
    yield Kind("embed-missing", site, "embed/#nobody", settled)
    yield Kind("verify", site, "verify/", settled)
    yield Kind("plain-achievement-versions", site, "achievements/long-name/", compared)
    yield Kind("ledger", site, "ledger/#3", settled)
    yield Kind("ledger-stated", site, "ledger/", options={"java_script_enabled": False})
    yield Kind("ledger-broken", broken(site), "ledger/", settled)
    badge = f"https://badges.alderquay.example/credentials/{FULL}/"
    yield Kind("verify-answered", site, f"verify/#url={badge}", settled)


def broken(site: Files) -> Files:
    """The site with one byte of its log changed."""
    path = next(each for each in site if each.startswith("ledger/tile/entries/"))
    return dict(site) | {path: site[path][:-3] + b"0" + site[path][-2:]}


def hosted(host: str, site: Files) -> Iterator[Kind]:
    """Pages that a theme, or our plain template, surrounds."""
    pages = {
        "home": "",
        "catalogue": "achievements/",
        "catalogue-filtered": "achievements/?type=Course&type=Competency",
        "catalogue-nothing": "achievements/?find=zzz",
        "achievement": "achievements/data-analyst/",
        "achievement-rubric": "achievements/academic-writing/",
        "issuer": "issuer/",
        "documentation": "theming/",
    }
    for name, path in pages.items():
        yield Kind(f"{host}-{name}", site, path, settled)
    plain = {"java_script_enabled": False}
    yield Kind(f"{host}-catalogue-list", site, "achievements/", options=plain)


def settled(visitor: Browsing) -> None:
    """Wait for what scripts do."""
    visitor.page.wait_for_load_state("networkidle")


def checked(visitor: Browsing) -> None:
    """Wait for the answer, and for what can be done with the badge."""
    visitor.answer().wait_for()
    settled(visitor)


def compared(visitor: Browsing) -> None:
    """What changed between versions."""
    settled(visitor)
    visitor.page.locator(".bl-versions summary").first.click()


def opening(label: str) -> Act:
    """Open an offer."""

    def act(visitor: Browsing) -> None:
        checked(visitor)
        visitor.page.get_by_role("button", name=label, exact=True).click()
        settled(visitor)

    return act
