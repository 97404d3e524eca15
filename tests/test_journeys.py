"""What people do with a badge, from landing on it to holding its certificate, each in their way."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from badgeledger.outputs.wording import strings
from tests.browsing import FULL, SITE, Browsing, Published, browsing

PAGE = f"{SITE}/credentials/{FULL}/"
WORDS = strings()
# What the margins leave of a sheet, in CSS pixels.
SHEETS = {"A4": (688, 1017), "Letter": (710, 950)}
LONG = "Sustainable Management of Hospitality and of Catering for Schools and Hospitals "
CUT_TEXTS = """() => [...document.querySelectorAll('h1, .to b, .lead, .facts dd, #address')]
    .filter((text) => text.scrollHeight > text.clientHeight + 1 && text.clientHeight > 0)
    .map((text) => text.textContent)"""


def printed(visitor: Browsing, paper: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(visitor.page.pdf(format=paper, print_background=True))


def text_of(pdf: pypdfium2.PdfDocument) -> str:
    return " ".join(pdf[0].get_textpage().get_text_range().split())


def codes_in(pdf: pypdfium2.PdfDocument) -> list[str]:
    """What an independent reader finds in the print, at 200 dots per inch."""
    picture = pdf[0].render(scale=200 / 72).to_pil()
    return [str(code.text) for code in zxingcpp.read_barcodes(picture)]


def test_by_keys_alone(visitor: Browsing) -> None:
    """Land, understand, share, check: Tab, Enter and Space."""
    page = visitor.badge()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        reached.append(focused)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        if page.evaluate("document.activeElement !== document.body"):
            assert outline != "none", f"{focused} does not show that it has the focus"
    wanted = (
        WORDS["verifier"]["answer"]["checks"], WORDS["share"]["linkedin"],
        WORDS["share"]["link"], WORDS["share"]["print"], WORDS["badge"]["check"],
        WORDS["badge"]["ask"], "Alder Quay College",
    )  # fmt: skip
    assert set(wanted) <= set(reached)
    page.get_by_role("link", name=WORDS["badge"]["check"]).press("Enter")
    page.wait_for_url(f"{SITE}/verify/")
    field = page.get_by_role("textbox")
    field.fill(PAGE)
    field.press("Enter")
    expect(page.locator("#answers [role=status] strong")).to_contain_text("Genuine and current")


def test_without_javascript(browser: Browser, plain_site: Published) -> None:
    """Land, understand, take the file, print; checking is told to take JavaScript."""
    visitor = browsing(browser, plain_site.files, java_script_enabled=False)
    page = visitor.open(f"credentials/{FULL}/")
    for words in ("Junior Data Analyst", "Tomás Figueira Leal", "Alder Quay College",
                  "badges.alderquay.example", "26 June 2026", PAGE):  # fmt: skip
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text(WORDS["badge"]["unchecked"])).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name=WORDS["badge"]["download"]).click()
    assert download.value.suggested_filename == "credential.json"
    pdf = printed(visitor, "A4")
    assert len(pdf) == 1
    assert PAGE in text_of(pdf).replace(" ", "")
    page.get_by_role("link", name=WORDS["badge"]["check"]).click()
    page.wait_for_url(f"{SITE}/verify/")
    assert WORDS["verify"]["script"].split("{")[0] in page.content()
    visitor.context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_certificate_fills_one_page_and_leads_back(paper: str, visitor: Browsing) -> None:
    visitor.badge()
    pdf = printed(visitor, paper)
    assert len(pdf) == 1
    text = text_of(pdf)
    for words in ("Tomás Figueira Leal", "Junior Data Analyst", "Alder Quay College",
                  "26 June 2026", "Genuine and current as of 23 November 2026"):  # fmt: skip
        assert words in text
    assert text.index("Tomás Figueira Leal") < text.index("Junior Data Analyst")
    assert codes_in(pdf) == [PAGE]
    ink = pdf[0].render(scale=0.5).to_pil().convert("L").point(lambda value: 255 * (value < 250))
    left, top, right, bottom = ink.getbbox()
    width, height = ink.size
    assert (right - left) > 0.8 * width
    assert (bottom - top) > 0.85 * height


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_no_longer_counts_says_so_in_print(
    paper: str, visitor: Browsing, plain_site: Published
) -> None:
    visitor.badge(plain_site.awards("revoked:")[0])
    pdf = printed(visitor, paper)
    assert len(pdf) == 1
    assert "Withdrawn by badges.alderquay.example" in text_of(pdf)
    visitor.badge(plain_site.awards("awarded: 2024-")[0])
    pdf = printed(visitor, paper)
    assert len(pdf) == 1
    assert "Was genuine; expired on" in text_of(pdf)


@pytest.mark.parametrize("name", ["Ada " * 60, "عبد الرحمن بن محمد الكاتب", "欧阳明日香" * 8])
def test_names_of_any_length_and_script_leave_one_page(name: str, visitor: Browsing) -> None:
    page = visitor.badge()
    page.locator(".to b").evaluate("(place, name) => { place.textContent = name; }", name)
    page.locator("h1").evaluate("(place, name) => { place.textContent = name; }", name)
    assert len(printed(visitor, "Letter")) == 1
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("band", [None, WORDS["badge"]["preview"]])
def test_no_text_of_the_certificate_is_cut(band: str | None, paper: str, visitor: Browsing) -> None:
    """Names of 200 letters and a long sentence stand whole, under the band of a preview too."""
    page = visitor.badge()
    page.evaluate(
        """([band, long]) => {
            for (const text of document.querySelectorAll("h1, .to b")) {
                text.textContent = (long + long + long).slice(0, 200);
                text.className = "long";
            }
            document.querySelector(".lead").textContent = long + long + long;
            if (band) {
                const aside = document.createElement("aside");
                aside.className = "preview";
                aside.textContent = band;
                document.body.prepend(aside);
            }
        }""",
        [band, LONG],
    )
    width, height = SHEETS[paper]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    assert page.evaluate(CUT_TEXTS) == []
    bottom = page.locator("article > .facts").evaluate("(e) => e.getBoundingClientRect().bottom")
    answer = page.locator("#check").evaluate("(e) => e.getBoundingClientRect().top")
    assert bottom <= answer
    assert len(printed(visitor, paper)) == 1


def test_a_code_on_paper_is_a_way_in(visitor: Browsing) -> None:
    """A recruiter photographs the certificate, and the page for checking answers."""
    visitor.badge()
    photo = io.BytesIO()
    picture: Image.Image = printed(visitor, "A4")[0].render(scale=2).to_pil()
    picture.save(photo, "PNG")
    page = visitor.open("verify/")
    page.locator("#language select").wait_for()
    file: FilePayload = {
        "name": "photo.png", "mimeType": "image/png", "buffer": photo.getvalue()
    }  # fmt: skip
    page.locator("#chosen").set_input_files(file)
    expect(page.locator("#answers [role=status] strong")).to_contain_text("Genuine and current")
