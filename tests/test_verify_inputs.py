"""What people hand in to the verifier's page, in a real Chromium: archives, folders, QR codes.

Archives are Python's, QR codes segno's, baked pictures openbadgeslib's: what others make is read.
"""

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import segno
from openbadgeslib.baking import bake_png, bake_svg
from playwright.sync_api import Playwright

from badgeledger.outputs.picture import badge_png, badge_svg
from tests.verify_world import ACHIEVEMENT
from tests.visit import BADGE, GOOD, PAGE, WORDS, Visit, chromium, document, load

OB3 = {"element": "openbadges:credential", "namespace": "https://purl.imsglobal.org/ob/v3p0"}
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


def states(visit: Visit, count: int) -> list[str | None]:
    """The states of so many answers, once they are there."""
    visit.page.locator(".answer [role=status] strong").nth(count - 1).wait_for()
    return [each.get_attribute("data-state") for each in visit.page.locator(".answer").all()]


def problems(visit: Visit) -> list[str]:
    """All that was said to be wrong, as keys of the words."""
    visit.page.locator("#answers:not([aria-busy])").wait_for()
    said = visit.page.locator("#answers [role=alert]").all_text_contents()
    return [key for text in said for key, word in WORDS["inputs"].items() if text.endswith(word)]


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
    assert states(visit, 3) == ["verified", "verified", "tampered"]
    assert problems(visit) == []


def test_an_archive_that_was_written_into_a_pipe(visit: Visit) -> None:
    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in FILES:
            made.writestr(name, data)
    visit.open(GOOD)
    visit.hand_in(("report.zip", pipe.data))
    assert states(visit, 3) == ["verified", "verified", "tampered"]


def test_an_archive_packed_in_another_way_says_so(visit: Visit) -> None:
    visit.open(GOOD)
    visit.hand_in(("report.zip", archive(("a.json", document(GOOD)), method=zipfile.ZIP_LZMA)))
    assert problems(visit) == ["DAMAGED"]


def test_a_folder_that_is_chosen(visit: Visit, tmp_path: Path) -> None:
    for name, data in FILES:
        path = tmp_path / "badges" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    visit.open(GOOD)
    visit.page.get_by_label("Or a whole folder").set_input_files(tmp_path / "badges")
    assert sorted(str(state) for state in states(visit, 3)) == ["tampered", "verified", "verified"]
    names = visit.page.locator("#answers h2").all_text_contents()
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
        data = {"items": [], "files": dropped, "dragOperationsMask": 1}
        session.send("Input.dispatchDragEvent", {"type": kind, "x": 20, "y": 20, "data": data})
    found = sorted(str(state) for state in states(visit, 4))
    assert found == ["tampered", "unreadable", "verified", "verified"]
    names = visit.page.locator("#answers h2").all_text_contents()
    assert sorted(names) == [
        "badges/bad", "badges/cohort/ada.json", "badges/picture.bin", "text.txt",
    ]  # fmt: skip


def test_a_presentation_of_several(visit: Visit) -> None:
    both = [GOOD["document"], BAD["document"]]
    presentation = {"type": ["VerifiablePresentation"], "verifiableCredential": both}
    visit.open(GOOD)
    visit.hand_in(("a.json", json.dumps(presentation).encode()))
    assert states(visit, 2) == ["verified", "tampered"]


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
    assert problems(visit) == [problem]


def code(text: str) -> bytes:
    """A picture of a QR code."""
    target = io.BytesIO()
    segno.make(text, micro=False).save(target, kind="png", scale=4)
    return target.getvalue()


def photo(visit: Visit, picture: bytes) -> bytes:
    """The picture as a photo of a sheet of paper: turned, small, on grey, and packed with loss."""
    script = """async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [1600, 1200];
        const context = canvas.getContext("2d");
        context.fillStyle = "#998";
        context.fillRect(0, 0, 1600, 1200);
        context.translate(500, 300);
        context.rotate(0.2);
        context.globalAlpha = 0.9;
        context.drawImage(image, 0, 0, 400, 400);
        return canvas.toDataURL("image/jpeg", 0.6);
    }"""
    address = "data:image/png;base64," + base64.b64encode(picture).decode()
    return base64.b64decode(visit.page.evaluate(script, address).partition(",")[2])


@pytest.mark.parametrize("text", [BADGE, BADGE.upper(), f"{PAGE}#url={quote(BADGE, safe='')}"])
@pytest.mark.parametrize("kind", ["screenshot", "photo"])
def test_a_picture_of_a_qr_code(visit: Visit, text: str, kind: str) -> None:
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.answers["https://badges.example.org/BADGE"] = visit.answers[BADGE]
    picture = code(text) if kind == "screenshot" else photo(visit, code(text))
    visit.open(GOOD)
    visit.hand_in((kind, picture))
    assert visit.answer().get_attribute("data-state") == "verified"
    assert not any("Content Security Policy" in said for said in visit.said)


@pytest.mark.parametrize("text", ["Table 7", "mailto:ada@example.org", "badges.example.org"])
def test_a_qr_code_of_something_else(visit: Visit, text: str) -> None:
    visit.open(GOOD)
    visit.hand_in(("photo.png", code(text)))
    assert problems(visit) == ["CODE_WITHOUT_BADGE"]


def test_a_baked_badge_goes_before_a_code_that_is_shown(visit: Visit) -> None:
    visit.open(GOOD)
    baked = bake_png(code(BADGE), TEXT, keyword=b"openbadgecredential")
    visit.hand_in(("badge.png", baked))
    assert visit.answer().get_attribute("data-state") == "verified"
    assert BADGE not in visit.asked


@pytest.mark.parametrize("fails", [False, True])
def test_the_browsers_own_reader_is_asked_first(visit: Visit, fails: bool) -> None:
    fail = "throw new DOMException('no service', 'NotSupportedError');" if fails else ""
    visit.page.add_init_script(f"""globalThis.BarcodeDetector = class {{
        static getSupportedFormats() {{ return Promise.resolve(["ean_13", "qr_code"]); }}
        async detect() {{ {fail} return [{{ rawValue: "{BADGE}" }}]; }}
    }};""")
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    shown = code("https://badges.example.org/other")
    visit.answers["https://badges.example.org/other"] = {"status": 200, "body": document(BAD)}
    visit.hand_in(("photo.png", shown))
    expected = "tampered" if fails else "verified"
    assert visit.answer().get_attribute("data-state") == expected


def test_a_link_of_a_verifier_and_a_large_picture(visit: Visit) -> None:
    image = BAKED + b"\0" * (3 * 1024 * 1024)
    visit.answers[BADGE] = {"status": 200, "body": image}
    visit.open(GOOD)
    visit.link(f"elsewhere.example.net/verify/#url={quote(BADGE, safe='')}")
    assert visit.answer().get_attribute("data-state") == "verified"
    assert not any("elsewhere" in url for url in visit.asked)


def film(path: Path, text: str) -> Path:
    """A film for the camera: a grey wall, and a QR code on it."""
    width, height, scale = 640, 480, 8
    rows = [list(row) for row in segno.make(text, micro=False).matrix_iter(scale=scale, border=4)]
    left, top = (width - len(rows[0])) // 2, (height - len(rows)) // 2
    wall = [bytearray(b"\x80" * width) for _ in range(height)]
    for y, row in enumerate(rows):
        wall[top + y][left : left + len(row)] = bytes(16 if dark else 235 for dark in row)
    frame = b"FRAME\n" + b"".join(wall) + b"\x80" * (width * height // 2)
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 3)
    return path


@pytest.fixture
def before_camera(playwright: Playwright, tmp_path: Path) -> Iterator[Visit]:
    """A visit with a device whose camera sees the code of `BADGE`."""
    browser = chromium(
        playwright,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film(tmp_path / 'film.y4m', BADGE)}",
    )
    yield Visit(browser.new_context())
    browser.close()


def test_a_qr_code_before_the_camera(before_camera: Visit) -> None:
    visit = before_camera
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    visit.page.get_by_role("button", name="Scan a QR code").click()
    assert visit.answer().get_attribute("data-state") == "verified"
    video = visit.page.locator("video")
    assert video.is_hidden()
    assert video.evaluate("video => video.srcObject") is None
    assert not any("Content Security Policy" in said for said in visit.said)


TRACKS = """globalThis.tracks = [];
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await open(wanted);
    tracks.push(...stream.getTracks());
    const video = document.querySelector("video");
    video.addEventListener("timeupdate", () => { video.dataset.seen = ""; });
    return stream;
};
// A wall without a code.
globalThis.BarcodeDetector = class {
    static getSupportedFormats() { return Promise.resolve(["qr_code"]); }
    detect() { return Promise.resolve([]); }
};"""


@pytest.mark.parametrize("way", ["button", "Escape", "hidden"])
def test_the_camera_is_off_once_it_is_stopped(before_camera: Visit, way: str) -> None:
    page = before_camera.page
    page.add_init_script(TRACKS)
    before_camera.open(GOOD)
    start = page.get_by_role("button", name="Scan a QR code")
    start.click()
    page.locator("video[data-seen]").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Stop the camera"
    if way == "button":
        page.get_by_role("button", name="Stop the camera").click()
    elif way == "Escape":
        page.keyboard.press("Escape")
    else:
        page.evaluate(
            """() => {
                Object.defineProperty(document, "hidden", { value: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    start.wait_for()
    assert page.evaluate("tracks.map(track => track.readyState)") == ["ended"]
    assert page.locator("video").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Scan a QR code"


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("NotAllowedError", "CAMERA_REFUSED"),
        ("NotFoundError", "NO_CAMERA"),
        ("OverconstrainedError", "NO_CAMERA"),
        ("NotReadableError", "CAMERA_BUSY"),
        (None, "NO_CAMERA"),
    ],
)
def test_a_camera_that_cannot_be_used(visit: Visit, error: str | None, problem: str) -> None:
    refuse = f"getUserMedia: async () => {{ throw new DOMException('', '{error}'); }}"
    devices = f"{{ {refuse} }}" if error else "undefined"
    visit.page.add_init_script(
        f"Object.defineProperty(navigator, 'mediaDevices', {{ value: {devices} }});"
    )
    visit.open(GOOD)
    visit.page.get_by_role("button", name="Scan a QR code").click()
    assert visit.problem() == WORDS["inputs"][problem]
    assert visit.page.locator("video").is_hidden()
