"""What several commands take: the ledger's folder, days, and slugs that the shell can complete."""

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from click.shell_completion import CompletionItem
from pydantic import TypeAdapter, ValidationError

from badgeledger.adapters import published
from badgeledger.errors import UsageError
from badgeledger.model import Issuer
from badgeledger.values import Day

Command = Callable[..., None]
DAY_READER: TypeAdapter[date] = TypeAdapter(Day)


class InOrder(click.Group):
    """Lists its commands in the order in which one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, not in the order of the alphabet."""
        del ctx
        return list(self.commands)


def ledger_option(command: Command) -> Command:
    """Adds `--ledger`; the command gets the ledger's folder as `root`."""
    return click.option(
        "--ledger",
        "root",
        type=click.Path(path_type=Path),
        metavar="DIR",
        callback=_root,
        help="The ledger's folder.  [default: the nearest upwards with an issuer.yml]",
    )(command)


def _root(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path:
    root = find_ledger(Path.cwd()) if value is None else value
    if root is None or not (root / "issuer.yml").is_file():
        place = "this folder or above it" if value is None else str(value)
        raise UsageError.because(
            "B0901",
            f"no ledger here: no issuer.yml in {place}",
            "go to the ledger's folder, name it with --ledger DIR, or make one with"
            " `badgeledger init DIR`",
        )
    return root


def find_ledger(folder: Path) -> Path | None:
    """The nearest folder upwards that holds an issuer.yml."""
    folders = (folder, *folder.parents)
    return next((path for path in folders if (path / "issuer.yml").is_file()), None)


def beside_issuer(root: Path, name: str) -> Path:
    """What a command writes into the ledger's folder if not told otherwise, as seen from here."""
    return Path(os.path.relpath(root / name))


def day_option(name: str, purpose: str) -> Callable[[Command], Command]:
    """Adds an option that takes a day, read as strictly as in the ledger's files."""
    return click.option(name, metavar="YYYY-MM-DD", callback=_day, help=purpose)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    try:
        return value if value is None else DAY_READER.validate_python(value)
    except ValidationError as error:
        raise click.BadParameter(error.errors()[0]["msg"]) from None


def against_options(command: Command) -> Command:
    """Adds `--against` and `--first`, which tell the gate what was published."""
    against = click.option(
        "--against", metavar="URL|FILE|DIRECTORY", envvar=published.AGAINST,
        help="What was published last: a site's address, a checkpoint, or a folder with a site."
        "  [default: the ledger's own site]",
    )  # fmt: skip
    first = click.option(
        "--first", is_flag=True, envvar=published.FIRST,
        help="Nothing was published yet: take that as true where the site says so.",
    )  # fmt: skip
    return against(first(command))


def today(issuer: Issuer) -> date:
    """The day that it is where the issuer is."""
    return datetime.now(ZoneInfo(issuer.timezone)).date()


def jobs_option(command: Command) -> Command:
    """Adds `--jobs`."""
    return click.option(
        "--jobs", type=click.IntRange(min=1), metavar="N",
        help="Number of processes.  [default: one, or all processors for a large ledger]",
    )(command)  # fmt: skip


def timings_option(command: Command) -> Command:
    """Adds `--timings`; the command gets it as `with_timings`."""
    return click.option(
        "--timings", "with_timings", is_flag=True, help="Tell at the end how long each stage took."
    )(command)


def complete_slug(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """For the shell: the achievements' slugs that begin with what is typed."""
    root = ctx.params.get("root") or find_ledger(Path.cwd())
    paths = sorted((root / "achievements").glob("*.yml")) if root else []
    return [CompletionItem(path.stem) for path in paths if path.stem.startswith(incomplete)]
