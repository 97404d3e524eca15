"""Many badges at once by command: as a table on a terminal, in a pipe, and as CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from badgeledger.adapters.cli import tables
from badgeledger.adapters.fetch import WebFetch
from badgeledger.verify import COLUMNS, Answer, Unreachable
from tests.command_line import call
from tests.make_verify_vectors import TABLE, table_fetch, table_text
from tests.verify_cases.offline import SOUND
from tests.verify_edits import JSON, edited, put
from tests.verify_world import NOW, answers, badge, signed

GOOD = signed(badge())
NAMED = edited(
    GOOD,
    put("name", "=1+1"),
    put("issuer.name", "[red]Ada\x1b[2J\u202e"),
    put("proof.cryptosuite", "bbs-2023"),
)

ASKING = WebFetch.__call__


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The vectors' network and time."""
    fetch = table_fetch(answers())

    def served(_self: object, url: str) -> Answer | Unreachable:
        return fetch(url)

    monkeypatch.setattr("badgeledger.adapters.fetch.WebFetch.__call__", served)
    monkeypatch.setattr("time.time", lambda: float(NOW))
    monkeypatch.chdir(tmp_path)


def file(name: str, document: JSON) -> str:
    Path(name).write_text(json.dumps(document), "utf-8")
    return name


def lines_of(text: str) -> list[list[str]]:
    """The lines of a CSV file that begins with a byte order mark."""
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_csv_has_a_row_for_each_badge_with_the_documented_columns() -> None:
    names = [file("a.json", GOOD), file("b, c.json", edited(GOOD, put("name", "Other")))]
    done = call("verify", "--csv", *names)
    assert (done.code, done.err) == (1, "1 tampered, 1 verified\n")
    head, first, second = lines_of(done.out)
    assert tuple(head) == COLUMNS
    assert first[:2] == ["a.json", "verified"]
    assert first[3:10] == [
        "Python Basics", "Ada Lovelace", "badges.example.org", "Example Institute",
        "2026-05-01T00:00:00Z", "2029-05-01T23:59:59Z", "2026-11-20T09:00:00Z",
    ]  # fmt: skip
    assert second[:2] == ["b, c.json", "tampered"]
    assert second[3:9] == [""] * 6  # nobody answers for what it claims
    assert done.out.count("\r\n") == 3


def test_the_table_is_the_browsers() -> None:
    assert table_text().encode() == TABLE.read_bytes(), "run  python -m tests.make_verify_vectors"


def test_the_columns_are_documented() -> None:
    text = (Path(__file__).parent.parent / "docs/reference/report.md").read_text("utf-8")
    section = text.partition("## As a table")[2].partition("\n## ")[0]
    assert [name for name in COLUMNS if f"`{name}`" not in section] == []


def test_no_cell_is_a_formula_or_commands_the_terminal() -> None:
    done = call("verify", "--csv", file("=cmd.json", NAMED))
    _head, row = lines_of(done.out)
    assert (row[0], row[3], row[6]) == ("'=cmd.json", "'=1+1", "[red]Ada[2J")
    assert not {"\x1b", "\u202e"} & set(done.out)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_calculate_has_a_quote_before_it(begin: str) -> None:
    text = tables.csv_of(["a", "b"], [[f"{begin}1", f"x{begin}1"]])
    _head, row = lines_of(text)
    assert row == [f"'{begin}1", f"x{begin}1"]


def test_several_badges_are_a_table_and_those_not_verified_are_told() -> None:
    sound = signed(edited(badge(), put("name", "[red]=1+1")))
    done = call("verify", file("a.json", sound), file("b.json", {}))
    head, first, second, told, *checks = done.out.splitlines()
    assert head.split() == ["Source", "State", "Badge", "Recipient", "Issuer", "Valid", "until"]
    assert first.split() == [
        "a.json", "verified", "[red]=1+1", "Ada", "Lovelace", "badges.example.org",
        "2029-05-01T23:59:59Z",
    ]  # fmt: skip
    assert second.split() == ["b.json", "unreadable"]
    assert told == "b.json: We found no badge in this"
    assert len(checks) == 7
    assert "\x1b" not in done.out


def test_a_terminal_has_the_table_drawn(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def terminal(**options: Any) -> Console:
        return Console(force_terminal=True, color_system=None, **{**options, "width": 60})

    monkeypatch.setattr(tables, "Console", terminal)
    tables.print_table(["Source", "Badge"], [["a.json", "[bold]Python[/bold] " + "x" * 80]])
    out = capsys.readouterr().out
    assert "╭" in out and "[bold]Python[/bold]" in out
    assert out.count("x") == 80  # folded, not cut
    assert all(len(line) <= 60 for line in out.splitlines())


def test_csv_and_json_are_not_given_together() -> None:
    done = call("verify", "--csv", "--json", file("a.json", GOOD))
    assert (done.code, "not both" in done.err) == (2, True)


@pytest.mark.parametrize("url", ["https://10.0.0.1/1", "https://169.254.169.254/1", "http://a.b/1"])
def test_a_badge_sends_nobody_into_a_private_network(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = put("credentialStatus.statusListCredential", url)
    table, web = table_fetch(answers()), ASKING
    refused: list[str] = []

    def fetch(self: WebFetch, asked: str) -> Answer | Unreachable:
        if asked != url:
            return table(asked)
        answer = web(self, asked)
        refused.append(answer.code if isinstance(answer, Unreachable) else "asked")
        return answer

    monkeypatch.setattr(WebFetch, "__call__", fetch)
    done = call("verify", "--json", file("a.json", signed(edited(badge(), entry))))
    assert (done.code, json.loads(done.out)["state"]) == (3, "unchecked-status")
    assert refused and set(refused) <= {"B0801", "B0803"}


def test_a_badge_and_its_proof_where_the_issuer_cannot_be_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offline = table_fetch({})
    monkeypatch.setattr(
        "badgeledger.adapters.fetch.WebFetch.__call__", lambda _self, url: offline(url)
    )
    Path("badge.tlog-proof").write_bytes(SOUND)
    done = call("verify", file("badge.json", GOOD), "--proof", "badge.tlog-proof")
    assert done.code == 3
    assert "Its signature and its place in a log hold" in done.out
    assert call("verify", "badge.json", "--proof", "missing.tlog-proof").code == 2
