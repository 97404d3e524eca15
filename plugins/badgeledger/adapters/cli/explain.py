"""`badgeledger explain CODE`: what a problem means, and what to do."""

import textwrap

import click
from click.shell_completion import CompletionItem

from badgeledger.errors import UsageError, explanations
from badgeledger.values import shown


def _complete(_ctx: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    return [
        CompletionItem(code, help=entry.title)
        for code, entry in explanations().items() if code.startswith(typed.upper())
    ]  # fmt: skip


@click.command()
@click.argument("code", shell_complete=_complete)
def explain(code: str) -> None:
    """Tell more about an error code.

    \b
    Example:
      badgeledger explain B0102
    """
    entry = explanations().get(code.upper())
    if entry is None:
        raise UsageError.because(
            "B0904",
            f"there is no error code {shown(code)}",
            "give it as it stands in an error, such as B0102",
        )
    click.echo(f"{entry.code}: {entry.title}\n")
    click.echo(_wrapped(entry.explanation))
    click.echo()
    click.echo(_wrapped(f"What to do: {entry.mend}."))


def _wrapped(text: str) -> str:
    """Lines of at most 80 letters; a name with a hyphen stays one word."""
    return textwrap.fill(text, 80, break_on_hyphens=False)
