"""The pictures of the documentation's page `tour.md`, which `make screenshots` makes.

MkDocs loads this file as a hook. Pictures are not in git: where there are none the page says how.
"""

from html import escape
from pathlib import Path
from typing import Any

FOLDER = "pictures"  # of docs/
PLACE = "<!-- pictures -->"
NONE = "This site was built without them: `make screenshots` makes the pictures of this page."
PICTURES = {
    "badge-verified-desk-light.png": "A badge page that has checked itself",
    "badge-verified-phone-dark.png": "The same on a phone, in dark colours",
    "badge-verified-A4-1.png": "Its certificate, printed",
    "share-linkedin-desk-light.png": "Every field for LinkedIn, to be copied one by one",
    "badge-withdrawn-desk-light.png": "A withdrawn badge keeps its page, and says so",
    "badge-arabic-desk-light.png": "A badge in Arabic, on the page of an English-speaking issuer",
    "material-catalogue-filtered-desk-light.png": "The catalogue, filtered",
    "material-achievement-desk-light.png": "What one badge takes",
    "plain-achievement-versions-desk-light.png": "What changed since its last version",
    "ledger-desk-light.png": "The public log, which every browser reads whole and checks",
    "verify-answered-desk-light.png": "The page that checks badges of any issuer",
}


def on_page_markdown(markdown: str, *, config: Any, **_others: object) -> str:
    """The page with the pictures that there are."""
    if PLACE not in markdown:
        return markdown
    made = [name for name in PICTURES if (Path(config.docs_dir) / FOLDER / name).is_file()]
    figures = [
        f"<figure markdown>\n![{escape(PICTURES[name])}]({FOLDER}/{name}){{ loading=lazy }}\n"
        f"<figcaption>{escape(PICTURES[name])}</figcaption>\n</figure>\n"
        for name in made
    ]
    return markdown.replace(PLACE, "\n".join(figures) or NONE)
