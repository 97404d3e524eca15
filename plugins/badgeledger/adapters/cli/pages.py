"""The site's own pages for `badgeledger build`: docs/ and the catalogue, by our plain template.

What MkDocs does with a theme and a search, plainly: every Markdown file of docs/ becomes a page,
every other file is copied. mkdocs.yml is not read.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from badgeledger.adapters.links import refuse_links_out
from badgeledger.artifacts import Artifact
from badgeledger.build import Build
from badgeledger.credential.profile import ISSUER_IMAGE
from badgeledger.outputs.plain import page_address, page_title, plain_page

CATALOGUE = "achievements/index.md"


def site_pages(made: Build, docs: Path) -> Iterator[Artifact]:
    """The pages of the catalogue and of the folder `docs`, and the folder's other files.

    Raises what `refuse_links_out` raises.
    """
    refuse_links_out(docs)
    files = _files(docs)
    texts = {path: data.decode("utf-8") for path, data in files.items() if path.endswith(".md")}
    pages = made.pages
    texts |= {path: page.markdown for path, page in pages.items()}
    heads = {path: page.head for path, page in pages.items()}
    issuer = made.history.issuer
    assets, navigation = made.plan.assets, _navigation(texts)
    for source, text in sorted(texts.items()):
        page = plain_page(
            text,
            source=source,
            site_name=issuer.name,
            language=issuer.language,
            head=heads.get(source, ""),
            templates=made.templates,
            logo=ISSUER_IMAGE if issuer.image else None,
            navigation=navigation,
            assets=assets,
            preview=made.edition.preview,
            policy=True,
        )
        yield Artifact(f"{page_address(source)}index.html", page)
    yield from (Artifact(path, data) for path, data in files.items() if path not in texts)


def _files(docs: Path) -> dict[str, bytes]:
    """All files below the folder whose names do not begin with a full stop."""
    paths = sorted(path for path in docs.rglob("*") if path.is_file())
    named = {path.relative_to(docs): path for path in paths}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in named.items()
        if not any(part.startswith(".") for part in name.parts)
    }


def _navigation(texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Title and address of the home page, the catalogue, and the other pages beside the home."""
    first = [source for source in ("index.md", CATALOGUE) if source in texts]
    others = sorted(source for source in texts if "/" not in source and source not in first)
    return [
        (page_title(texts[source]) or source.removesuffix(".md"), page_address(source))
        for source in [*first, *others]
    ]
