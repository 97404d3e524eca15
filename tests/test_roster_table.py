"""Lists of learners as spreadsheets write them: every one is read right or refused by its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from badgeledger.errors import ContentError
from badgeledger.roster.table import Row, read_table


def refused(data: bytes) -> list[tuple[str, int]]:
    with pytest.raises(ContentError) as caught:
        read_table(data, "list.csv")
    assert {problem.path for problem in caught.value.problems} == {"list.csv"}
    return [(problem.code, problem.line) for problem in caught.value.problems]


def test_a_plain_list_is_read() -> None:
    rows = read_table(b"name,email\nAda Lovelace,ada@example.org\n", "list.csv")
    assert rows == (Row(2, {"name": "Ada Lovelace", "email": "ada@example.org"}),)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_marks_and_line_ends_of_all_spreadsheets(
    separator: str, mark: bytes, end: str
) -> None:
    lines = [separator.join(cells) for cells in (("Name", "E-Mail"), ("André", "a@example.org"))]
    rows = read_table(mark + end.join(lines).encode(), "list.csv")
    assert [dict(row.cells) for row in rows] == [{"name": "André", "email": "a@example.org"}]


def test_the_separator_may_be_said_in_a_first_line() -> None:
    rows = read_table(b"sep=;\r\nemail;name\r\na@example.org;O'Brien, Tom\r\n", "list.csv")
    assert rows == (Row(3, {"email": "a@example.org", "name": "O'Brien, Tom"}),)


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    data = b'email,evidence\na@example.org,"one\ntwo"\n\n  ,\nb@example.org,\n'
    assert [(row.line, row.cells["email"]) for row in read_table(data, "list.csv")] == [
        (2, "a@example.org"),
        (6, "b@example.org"),
    ]


def test_cells_are_stripped_and_empty_ones_left_out() -> None:
    (row,) = read_table(b"email,name,narrative\n a@example.org ,\t,x\n", "list.csv")
    assert row.cells == {"email": "a@example.org", "narrative": "x"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [("B0702", 0)]),
        (b"\n ,\n", [("B0702", 0)]),
        (b"name,email\n", [("B0702", 1)]),
        (b"\nname\nAda\n", [("B0705", 2)]),
        (b"email,name,name\na,b,c\n", [("B0705", 1)]),
        (b"email,evidense,nom\na,b,c\n", [("B0705", 1), ("B0705", 1)]),
        (b'email\na@example.org\n"b@example.org\n', [("B0704", 3)]),
        (b'email\n"a"b\n', [("B0704", 2)]),
        ("email,name\na@example.org,André\n".encode("cp1252"), [("B0701", 2)]),
        ("email\na@example.org\n".encode("utf-16"), [("B0701", 0)]),
        (b"PK\x03\x04\x00", [("B0701", 0)]),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    data: bytes, expected: list[tuple[str, int]]
) -> None:
    assert refused(data) == expected


def test_a_line_that_does_not_fit_the_header_is_a_row_without_cells() -> None:
    rows = read_table(b"email\na@example.org,x\nb@example.org\n,\nc,d,e\n", "list.csv")
    assert [(row.line, row.misfit, bool(row.cells)) for row in rows] == [
        (2, "2 cells under 1 columns", False),
        (3, "", True),
        (5, "3 cells under 1 columns", False),
    ]


def test_windows_1252_is_recognised_by_a_letter() -> None:
    with pytest.raises(ContentError, match=r"Windows-1252.*'é'.*CSV UTF-8"):
        read_table("email,name\na@example.org,André\n".encode("cp1252"), "list.csv")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5),
    delimiter=st.sampled_from(",;\t"),
    mark=st.booleans(),
)
def test_whatever_a_spreadsheet_quotes_comes_back(
    rows: list[tuple[str, str]], delimiter: str, mark: bool
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("email", "narrative"), *rows])
    data = text.getvalue().encode("utf-8-sig" if mark else "utf-8")
    wanted = [
        {name: cell.strip() for name, cell in zip(("email", "narrative"), row, strict=True)}
        for row in rows
        if any(cell.strip() for cell in row)
    ]
    if not wanted:
        assert refused(data) == [("B0702", 1)]
        return
    read = read_table(data, "list.csv")
    assert [{"email": "", "narrative": "", **row.cells} for row in read] == wanted


@given(st.binary(max_size=200))
def test_no_bytes_bring_it_down(data: bytes) -> None:
    try:
        assert read_table(data, "list.csv")
    except ContentError as error:
        assert all(problem.code.startswith("B07") for problem in error.problems)
