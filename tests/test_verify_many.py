"""Many badges at once: progress, a table that sorts and filters, and the files to take along."""

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.verify_edits import edited, put
from tests.verify_world import badge, signed
from tests.visit import GOOD, WORDS, Visit, document, load

BAD, EMPTY = load("tampered-recipient"), load("unreadable-empty")
COLUMNS = [
    "source", "state", "headline", "badge", "recipient", "issuer_domain", "issuer_name",
    "valid_from", "valid_until", "checked", "version",
]  # fmt: skip
GENUINE, CHANGED = WORDS["states"]["verified"], WORDS["states"]["tampered"]


def hand_in_three(visit: Visit) -> Locator:
    visit.open(GOOD)
    visit.hand_in(
        ("b10.json", document(BAD)), ("b9.json", document(GOOD)), ("c.json", document(EMPTY))
    )
    table = visit.page.get_by_role("table")
    table.wait_for()
    return table


def first_cells(table: Locator) -> list[str]:
    """The names in the rows that are shown, in order."""
    rows = table.locator("tbody tr").all()
    return [row.locator("th").text_content() or "" for row in rows if row.is_visible()]


def test_each_has_a_row(visit: Visit) -> None:
    table = hand_in_three(visit)
    cells = [row.locator("th, td").all_text_contents() for row in table.locator("tbody tr").all()]
    assert cells == [
        ["b10.json", CHANGED, "", "", "", ""],
        ["b9.json", GENUINE, "Python Basics", "Ada Lovelace", "badges.example.org",
         "1 May 2029 at 23:59 UTC"],
        ["c.json", WORDS["states"]["unreadable"], "", "", "", ""],
    ]  # fmt: skip


def test_any_column_sorts(visit: Visit) -> None:
    table = hand_in_three(visit)
    by_name = table.get_by_role("button", name=WORDS["columns"]["source"])
    by_name.click()
    assert first_cells(table) == ["b9.json", "b10.json", "c.json"]
    head = table.get_by_role("columnheader", name=WORDS["columns"]["source"])
    assert head.get_attribute("aria-sort") == "ascending"
    by_name.click()
    assert first_cells(table) == ["c.json", "b10.json", "b9.json"]
    assert head.get_attribute("aria-sort") == "descending"
    table.get_by_role("button", name=WORDS["columns"]["state"]).click()
    assert first_cells(table) == ["b10.json", "b9.json", "c.json"]
    assert head.get_attribute("aria-sort") is None


def test_fewer_rows_by_state_and_by_words(visit: Visit) -> None:
    table = hand_in_three(visit)
    visit.page.get_by_label(WORDS["many"]["by_state"]).select_option(label=f"{GENUINE} (1)")
    assert first_cells(table) == ["b9.json"]
    expect(visit.page.get_by_role("status").get_by_text("1 of 3 shown")).to_be_visible()
    visit.page.get_by_label(WORDS["many"]["by_state"]).select_option(label="All (3)")
    visit.page.get_by_label(WORDS["many"]["by_word"]).fill("LOVELACE")
    assert first_cells(table) == ["b9.json"]
    visit.page.get_by_label(WORDS["many"]["by_word"]).fill("b1")
    assert first_cells(table) == ["b10.json"]


def test_a_row_opens_its_answer_and_the_way_back_leads_to_it(visit: Visit) -> None:
    table = hand_in_three(visit)
    table.get_by_role("button", name="b10.json").press("Enter")
    assert visit.answer().get_attribute("data-state") == "tampered"
    assert not table.is_visible()
    assert visit.page.locator(":focus").text_content() == "b10.json"
    visit.page.get_by_role("button", name=WORDS["many"]["back"]).press("Enter")
    assert table.is_visible()
    assert visit.page.locator(".answer").count() == 0
    assert visit.page.locator(":focus").text_content() == "b10.json"


def test_what_cannot_be_opened_has_a_row_too(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(
        ("a.json", document(GOOD)), ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    )
    table = visit.page.get_by_role("table")
    table.get_by_role("button", name="b.svg").click()
    assert visit.problem() == WORDS["inputs"]["NOTHING_BAKED"]


def saved(visit: Visit, button: str) -> bytes:
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_the_results_as_csv(visit: Visit) -> None:
    hand_in_three(visit)
    data = saved(visit, WORDS["many"]["csv"])
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    names, bad, good, empty = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert names == COLUMNS
    report = GOOD["expect"]["report"]
    assert good[:-1] == [
        "b9.json", "verified", report["headline"], "Python Basics", "Ada Lovelace",
        "badges.example.org", "Example Institute", "2026-05-01T00:00:00Z", "2029-05-01T23:59:59Z",
        "2026-11-20T09:00:00Z",
    ]  # fmt: skip
    assert bad[1] == "tampered" and bad[3:9] == [""] * 6  # nobody signed what it claims
    assert empty[1] == "unreadable"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(visit: Visit, start: str) -> None:
    name = f'{start}HYPERLINK("https://evil.example";"Ada")'
    document = signed(edited(badge(), put("name", f'{start}1, "x"')))
    visit.open(GOOD)
    visit.hand_in((f"{name}.json", json.dumps(document).encode()), ("b.json", b"{}"))
    visit.page.get_by_role("table").wait_for()
    text = saved(visit, WORDS["many"]["csv"]).decode("utf-8-sig")
    _, row, _ = csv.reader(io.StringIO(text, newline=""))
    assert row[0].startswith(f"'{start}") or start in "\t\r"
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    if row[1] == "verified":
        assert row[3] == f'\'{start}1, "x"'


def test_the_results_as_json(visit: Visit) -> None:
    hand_in_three(visit)
    kept = json.loads(saved(visit, WORDS["many"]["json"]))
    assert [each["source"] for each in kept] == ["b10.json", "b9.json", "c.json"]
    report = kept[1]["report"]
    del report["version"]
    assert report == GOOD["expect"]["report"]


def test_five_hundred_are_checked_and_a_few_words_are_heard(visit: Visit) -> None:
    visit.open(GOOD)
    visit.page.evaluate(
        """() => {
          window.heard = [];
          new MutationObserver(() => {
            const text = document.querySelector(".heard")?.textContent;
            if (text && text !== window.heard.at(-1)) window.heard.push(text);
          }).observe(document.getElementById("answers"), { subtree: true, childList: true });
        }"""
    )
    visit.hand_in(*((f"{n}.json", document(GOOD if n % 10 else BAD)) for n in range(500)))
    table = visit.page.get_by_role("table")
    table.wait_for(timeout=60_000)
    assert table.locator("tbody tr").count() == 500
    assert visit.page.get_by_role("option", name=f"{GENUINE} (450)").count() == 1
    heard = visit.page.evaluate("window.heard")
    assert 1 <= len(heard) <= 4, heard  # not at every single one
