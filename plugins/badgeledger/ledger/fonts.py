"""Whether a file is a font that browsers show: by its content, not by its name.

WOFF2 (W3C), unpacked and read table by table: a file that was cut off or changed on its way begins
like a sound one. Glyphs are not drawn here.
"""

import io

from fontTools.ttLib import TTFont

from badgeledger.ledger.files import FONTS, LARGEST_IMAGE
from badgeledger.values import shown

WOFF2 = b"wOF2"  # how such a file begins
# Without these no browser takes a font.
NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp")


def font_fault(name: str, data: bytes) -> str | None:
    """What hinders the publishing of a font file, if anything."""
    if not (name.endswith(FONTS) and data.startswith(WOFF2) and len(data) <= LARGEST_IMAGE):
        return f"{shown(name)} is no WOFF2 font of at most 1 MiB"
    try:
        font = TTFont(io.BytesIO(data))
        tables = font.keys()
        missing = [tag for tag in NEEDED if tag not in tables]
        for tag in tables:
            font[tag]
    except Exception as cause:  # fontTools raises whatever it stumbles over
        return f"{shown(name)} is damaged: {str(cause) or type(cause).__name__}"
    return f"{shown(name)} lacks the table {missing[0]}" if missing else None
