"""What people hand in to the verifier's page, in a real Chromium: archives, folders, links.

Archives are Python's, and baked pictures openbadgeslib's: what others make is read.
"""

import base64
import io
import json
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from openbadgeslib.baking import bake_png, bake_svg

from badgeledger.outputs.picture import badge_png, badge_svg
from tests.verify_world import ACHIEVEMENT
from tests.visit import BADGE, GOOD, OB3, WORDS, Visit, document, load

BAD = load("tampered-recipient")
TEXT = document(GOOD).decode()
PICTURE = badge_png(ACHIEVEMENT)
BAKED = bake_png(PICTURE, TEXT, keyword=b"openbadgecredential")
# A token that presents the good badge.
TOKEN = ".".join(
    base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
    for part in (
        {"alg": "EdDSA"},
        {"vp": {"verifiableCredential": [GOOD["document"]]}},
        "signature",
    )
)


class Unseekable(io.RawIOBase):
    """A pipe: what is written to it is written once, so sizes stand behind the files."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)


def archive(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as made:
        for name, data in files:
            made.writestr(name, data)
    return target.getvalue()


FILES = (
    ("cohort/ada.json", document(GOOD)),
    ("picture.bin", BAKED),
    ("readme.txt", b"These are badges."),
    ("bad", document(BAD)),
)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_an_archive_of_badges(visit: Visit, method: int) -> None:
    visit.open(GOOD)
    visit.hand_in(("report.zip", archive(*FILES, method=method)))
    assert visit.states(3) == ["verified", "verified", "tampered"]
    assert visit.problems() == []


def test_an_archive_that_was_written_into_a_pipe(visit: Visit) -> None:
    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in FILES:
            made.writestr(name, data)
    visit.open(GOOD)
    visit.hand_in(("report.zip", pipe.data))
    assert visit.states(3) == ["verified", "verified", "tampered"]


def test_an_archive_packed_in_another_way_says_so(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(("report.zip", archive(("a.json", document(GOOD)), method=zipfile.ZIP_LZMA)))
    assert visit.problems() == ["DAMAGED"]


def test_a_folder_that_is_chosen(visit: Visit, tmp_path: Path) -> None:
    for name, data in FILES:
        path = tmp_path / "badges" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    visit.open(GOOD)
    visit.page.get_by_label("Or a whole folder").set_input_files(tmp_path / "badges")
    assert sorted(str(state) for state in visit.states(3)) == ["tampered", "verified", "verified"]
    names = visit.page.locator("tbody th").all_text_contents()
    assert sorted(names) == ["badges/bad", "badges/cohort/ada.json", "badges/picture.bin"]


def test_a_folder_and_a_file_that_are_dropped(visit: Visit, tmp_path: Path) -> None:
    for name, data in FILES:
        path = tmp_path / "badges" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "text.txt").write_bytes(b"no badge, but dropped by itself")
    visit.open(GOOD)
    session = visit.page.context.new_cdp_session(visit.page)
    dropped = [str(tmp_path / "badges"), str(tmp_path / "text.txt")]
    for kind in ("dragEnter", "dragOver", "drop"):
        items = {"items": [], "files": dropped, "dragOperationsMask": 1}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 20, "y": 20, "data": items})
    found = sorted(str(state) for state in visit.states(4))
    assert found == ["tampered", "unreadable", "verified", "verified"]
    names = visit.page.locator("tbody th").all_text_contents()
    assert sorted(names) == [
        "badges/bad", "badges/cohort/ada.json", "badges/picture.bin", "text.txt",
    ]  # fmt: skip


def test_a_presentation_of_several(visit: Visit) -> None:
    both = [GOOD["document"], BAD["document"]]
    presentation = {"type": ["VerifiablePresentation"], "verifiableCredential": both}
    visit.open(GOOD)
    visit.hand_in(("a.json", json.dumps(presentation).encode()))
    assert visit.states(2) == ["verified", "tampered"]


@pytest.mark.parametrize("text", [TEXT, json.dumps(GOOD["document"], indent=2), f"[{TEXT}]"])
def test_a_badge_pasted_in_place_of_a_link(visit: Visit, text: str) -> None:
    visit.open(GOOD)
    visit.link(text)
    assert visit.answer().get_attribute("data-state") == "verified"


@pytest.mark.parametrize("way", ["file", "text", "png", "svg"])
def test_a_token(visit: Visit, way: str) -> None:
    made = {
        "file": TOKEN.encode(),
        "png": bake_png(PICTURE, TOKEN, keyword=b"openbadgecredential"),
        "svg": bake_svg(badge_svg(ACHIEVEMENT), TOKEN, **OB3),
    }
    visit.open(GOOD)
    if way == "text":
        visit.link(f" {TOKEN} ")
    else:
        visit.hand_in((f"a.{way}", made[way]))
    assert visit.answer().get_attribute("data-state") == "verified"


def text_chunk(text: str) -> bytes:
    """The picture with a plain text chunk, as Open Badges 1.1 and 2.0 bake it."""
    content = b"tEXtopenbadges\0" + text.encode()
    length, check = struct.pack(">I", len(content) - 4), struct.pack(">I", zlib.crc32(content))
    return PICTURE[:33] + length + content + check + PICTURE[33:]


HOSTED = {
    "iTXt": bake_png(PICTURE, BADGE),
    "tEXt": text_chunk(BADGE),
    "svg": bake_svg(badge_svg(ACHIEVEMENT), BADGE),
}


@pytest.mark.parametrize("kind", HOSTED)
def test_a_picture_with_the_address_of_a_badge(visit: Visit, kind: str) -> None:
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    visit.hand_in(("badge", HOSTED[kind]))
    assert visit.answer().get_attribute("data-state") == "verified"


@pytest.mark.parametrize(
    ("body", "problem"),
    [(HOSTED["iTXt"], "LEADS_ON"), (PICTURE, "NOTHING_BAKED"), (None, "UNREACHABLE")],
)
def test_an_address_in_a_picture_that_leads_to_no_badge(
    visit: Visit, body: bytes | None, problem: str
) -> None:
    if body:
        visit.answers[BADGE] = {"status": 200, "body": body}
    visit.open(GOOD)
    visit.hand_in(("badge.png", HOSTED["tEXt"]))
    assert visit.problems() == [problem]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<!doctype html><svg></svg><p>A badge", "A_PAGE"),
        (b"%PDF-1.7", "A_PDF"),
        (b"GIF89a", "NOTHING_BAKED"),
        (b"PK\x03\x04", "ARCHIVE_UNREADABLE"),
        (b'{"name":"' + b" " * 2_100_000, "TOO_LARGE"),
        (PICTURE + b" " * 16_800_000, "TOO_LARGE"),
    ],
)
def test_a_file_that_holds_no_badge(visit: Visit, data: bytes, problem: str) -> None:
    visit.open(GOOD)
    visit.hand_in(("badge", data))
    assert visit.problems() == [problem]


def test_files_that_are_cut_off_are_told_in_words(visit: Visit) -> None:
    whole = [HOSTED["svg"], BAKED, archive(*FILES)]
    cut = [data[: len(data) * part // 7] for data in whole for part in range(1, 7)]
    visit.open(GOOD)
    visit.hand_in(*((f"{place}", data) for place, data in enumerate(cut)))
    assert len(visit.states(len(cut))) == len(cut)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name=WORDS["many"]["json"]).click()
    kept = json.loads(Path(download.value.path()).read_bytes())
    problems = {each["problem"] for each in kept if "problem" in each}
    assert problems <= {"NOTHING_BAKED", "ARCHIVE_UNREADABLE", "UNREACHABLE"}
    # A page of errors that Chromium makes of a cut SVG has a style, which is not applied.
    known = ("net::ERR_FAILED", "Applying inline style")
    assert [said for said in visit.said if not any(each in said for each in known)] == []


def test_a_link_without_the_internet(visit: Visit) -> None:
    visit.open(GOOD)
    visit.page.context.set_offline(True)
    visit.link(BADGE)
    assert visit.problems() == ["OFFLINE"]
    visit.page.context.set_offline(False)


def test_a_link_of_a_verifier_and_a_large_picture(visit: Visit) -> None:
    image = BAKED + b"\0" * (3 * 1024 * 1024)
    visit.answers[BADGE] = {"status": 200, "body": image}
    visit.open(GOOD)
    visit.link(f"elsewhere.example.net/verify/#url={quote(BADGE, safe='')}")
    assert visit.answer().get_attribute("data-state") == "verified"
    assert not any("elsewhere" in url for url in visit.asked)
