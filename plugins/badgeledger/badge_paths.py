"""Where badges stand on a site: a folder for each award, and the three files in it.

It needs nothing else, so that a process that only looks at files begins at once.
"""

FOLDER = "credentials"  # on the site, that of all badges; one below it for each
BADGE_FILES = ("credential.json", "index.html", "oembed.json")


def badge_paths(award_id: str) -> tuple[str, ...]:
    """Where an award's credential, its page and its oEmbed document stand."""
    return tuple(f"{FOLDER}/{award_id}/{name}" for name in BADGE_FILES)
