"""The files that all pages share: styles in the issuer's colours, and the browser's scripts.

Flow: issuer → `assets/badgeledger/…`, each under a name that carries the digest of its bytes, so
that a browser may keep it for ever. Nothing is fetched from elsewhere.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from badgeledger.errors import MachineError
from badgeledger.model import Colours, Issuer
from badgeledger.outputs.colour import readable, text_on

FOLDER = "assets/badgeledger"
_ANSWERING = ("tokens.css", "text.css", "answer.css")
# Style sheets by their plain names, and the parts that each is made of.
STYLES = {
    "badge.css": (*_ANSWERING, "badge.css", "actions.css", "certificate.css"),
    "embed.css": ("tokens.css", "embed.css"),
    "catalogue.css": ("catalogue.css", "material.css"),
    "ledger.css": (*_ANSWERING, "tables.css", "ledger.css"),
    "plain.css": ("tokens.css", "plain.css"),
    "verify.css": (*_ANSWERING, "tables.css", "verify.css"),
}
SCRIPTS = ("badge.js", "catalogue.js", "embed.js", "ledger.js", "verify.js", "worker.js")
# A part of `verify.html`, and no file of its own.
INLINE = "verify-file.js"
# The surfaces of the style sheets on which links and headings stand; the less favourable ones.
LIGHT_GROUND = "#f3f4f6"
DARK_PAPER = "#1a2027"
# Thin strokes on a dark ground ask for more than the 4.5 that text needs.
DARK_CONTRAST = 7.0


@dataclass(frozen=True, slots=True)
class Assets:
    """`files`: address → bytes; `names`: plain name (`badge.css`) → address with the digest."""

    files: dict[str, bytes]
    names: dict[str, str]


def shared_assets(issuer: Issuer, fonts: Mapping[str, bytes] | None = None) -> Assets:
    """The shared files of a site, their addresses relative to it.

    `fonts` has the institution's own as WOFF2, by what they are for (`text`, `headings`). Raises
    MachineError (B0630) where the package was installed without its scripts.
    """
    folder = resources.files("badgeledger.outputs").joinpath("assets")
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for use, font in (fonts or {}).items():
        _add(f"{use}.woff2", font, files, names)
    own = b"".join(_face(use, names[f"{use}.woff2"]) for use in fonts or {})
    for name in STYLES:
        _add(name, style(name, issuer.colours) + own, files, names)
    for script in _scripts(folder):
        if script.name == INLINE:
            continue
        if script.name in SCRIPTS:
            _add(script.name, script.read_bytes(), files, names)
        else:  # a chunk, which the others import by the name that it has: its digest is in it
            files[f"{FOLDER}/{script.name}"] = script.read_bytes()
    return Assets(files, names)


def style(name: str, colours: Colours) -> bytes:
    """One of `STYLES`, in an issuer's colours."""
    folder = resources.files("badgeledger.outputs").joinpath("assets")
    parts = (folder.joinpath(part).read_bytes() for part in STYLES[name])
    return theme(colours) + b"".join(parts)


def read_asset(name: str) -> bytes:
    """A file of the package that pages are made of, by its plain name.

    Raises MachineError (B0630) where the package was installed without its scripts.
    """
    folder = resources.files("badgeledger.outputs").joinpath("assets")
    _scripts(folder)
    return folder.joinpath(name).read_bytes()


def theme(colours: Colours) -> bytes:
    """The issuer's colours as CSS custom properties, with shades that can be read on each ground.

    `--brand` and `--second` are surfaces, `--on-brand` is text on the first, `--link` is for links
    and headings as the visitor's system has it, `--link-on-light` and `--link-on-dark` for a theme
    with a switch of its own.
    """
    primary, secondary = colours.primary.lower(), colours.secondary.lower()
    light, dark = readable(primary, LIGHT_GROUND), readable(primary, DARK_PAPER, DARK_CONTRAST)
    return (
        f":root{{--brand:{primary};--on-brand:{text_on(primary)};"
        f"--second:{secondary};--link-on-light:{light};--link-on-dark:{dark};"
        "--link:var(--link-on-light)}\n"
        "@media screen and (prefers-color-scheme:dark){:root{--link:var(--link-on-dark)}}\n"
    ).encode()


def _face(use: str, address: str) -> bytes:
    """A font as CSS, and the properties by which our style sheets and Material's ask for it."""
    family = f'"Own {use}"'
    source = PurePosixPath(address).name
    material = f"--md-text-font:{family};" if use == "text" else ""
    return (
        f'@font-face{{font-family:{family};src:url({source}) format("woff2");font-display:swap}}\n'
        f":root{{{material}--own-{use}:{family},}}\n"
    ).encode()


def _scripts(folder: Traversable) -> list[Traversable]:
    scripts = [file for file in folder.iterdir() if file.name.endswith((".js", "licences.txt"))]
    if not {*SCRIPTS, INLINE} <= {script.name for script in scripts}:
        raise MachineError.because(
            "B0630",
            "the package lacks the scripts of its pages",
            "install it again with `pip install .`, whose build makes them",
        )
    return sorted(scripts, key=lambda script: script.name)


def _add(name: str, data: bytes, files: dict[str, bytes], names: dict[str, str]) -> None:
    plain = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:8]
    names[name] = f"{FOLDER}/{plain.stem}.{digest}{plain.suffix}"
    files[names[name]] = data
