"""QR codes before the verifier's page, in a real Chromium: pictures of them, and the camera.

The codes are made by segno; the camera is Chromium's own stand-in, which plays a film.
"""

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import segno
from openbadgeslib.baking import bake_png
from playwright.sync_api import Playwright

from badgeledger.outputs.verify_file import verify_file
from tests.visit import BADGE, GOOD, PAGE, WORDS, Visit, chromium, document, load

BAD = load("tampered-recipient")


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


def test_a_screenshot_that_is_pasted(visit: Visit) -> None:
    visit.answers[BADGE] = {"status": 200, "body": document(GOOD)}
    visit.open(GOOD)
    script = """(data) => {
        const clipboardData = new DataTransfer();
        const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
        clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
        document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
    }"""
    visit.page.evaluate(script, base64.b64encode(code(BADGE)).decode())
    assert visit.answer().get_attribute("data-state") == "verified"


def test_a_picture_of_a_qr_code_that_is_cut_off(visit: Visit) -> None:
    whole = code(BADGE)
    visit.open(GOOD)
    visit.hand_in(*((f"{part}", whole[: len(whole) * part // 7]) for part in range(1, 7)))
    assert visit.states(6) == ["unopened"] * 6


def test_a_picture_of_a_qr_code_in_the_file_to_keep(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "verify.html").write_bytes(verify_file())
    visit.answers |= GOOD["fetch"] | {BADGE: {"status": 200, "body": document(GOOD)}}
    visit.page.clock.set_fixed_time(GOOD["now"])
    visit.page.goto((tmp_path / "verify.html").as_uri())
    visit.hand_in(("photo.png", code(BADGE)))
    assert visit.answer().get_attribute("data-state") == "verified"
    assert visit.said == []


@pytest.mark.parametrize("text", ["Table 7", "mailto:ada@example.org", "badges.example.org"])
def test_a_qr_code_of_something_else(visit: Visit, text: str) -> None:
    visit.open(GOOD)
    visit.hand_in(("photo.png", code(text)))
    assert visit.problems() == ["CODE_WITHOUT_BADGE"]


def test_a_baked_badge_goes_before_a_code_that_is_shown(visit: Visit) -> None:
    visit.open(GOOD)
    text = document(GOOD).decode()
    baked = bake_png(code(BADGE), text, keyword=b"openbadgecredential")
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
