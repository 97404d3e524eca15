"""Draws an SVG as PNG; as a program, one from standard input in bounded time and memory.

Under `picture.py`. A few bytes of SVG can keep a renderer busy for hours, or ask for more memory
than there is, which ends the process. Such a drawing comes from a pull request, or from the past of
a ledger, where no rule of today looked at it; so it is drawn by a process that may be lost.
"""

import sys
from functools import cache
from importlib import resources

import resvg_py

if sys.platform != "win32":
    import resource

PNG_SIZE = 512
MOST_SECONDS = 10  # of the processor's time
MOST_MEMORY = 2**31  # bytes
REFUSED = 3  # exit code of a drawing that cannot be; any other but 0 is the end of a lost process
_FAMILY = "Source Sans Pro"


def draw(svg: str, width: int = PNG_SIZE) -> bytes:
    """The SVG as a PNG, `width` pixels wide. Raises ValueError where it cannot be drawn."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            skip_system_fonts=True,
            font_files=_fonts(),
            font_family=_FAMILY,
            serif_family=_FAMILY,
            sans_serif_family=_FAMILY,
            cursive_family=_FAMILY,
            fantasy_family=_FAMILY,
            monospace_family=_FAMILY,
        )
    )


@cache
def _fonts() -> list[str]:
    folder = resources.files("font_source_sans_pro").joinpath("files")
    return [str(folder.joinpath(f"SourceSansPro-{style}.ttf")) for style in ("Regular", "Bold")]


def main() -> None:
    """Draw what comes in; where that cannot be done, say why and end with `REFUSED`."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        png = draw(sys.stdin.buffer.read().decode())
    except ValueError as error:
        sys.stderr.write(str(error))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    main()
