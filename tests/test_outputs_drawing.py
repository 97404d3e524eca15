"""Drawn badges: a dignified shape with the name in it, the same bytes every time."""

import re
import struct
from dataclasses import replace

import pytest
from hypothesis import given, settings

from badgeledger.credential.achievement import design
from badgeledger.errors import ContentError
from badgeledger.model import Achievement, AchievementVersion, Colours, Design, Issuer
from badgeledger.outputs.card import card
from badgeledger.outputs.colour import contrast
from badgeledger.outputs.drawing import drawn_badge
from badgeledger.outputs.icons import OWN, icon_names, sign
from badgeledger.outputs.lettering import LEADING, _shape, fit, width, writable
from badgeledger.outputs.picture import as_png, badge_png, badge_svg, embedded_png, rasterise
from badgeledger.outputs.rasteriser import PNG_SIZE
from badgeledger.outputs.shapes import SHAPES, family
from badgeledger.values import ACHIEVEMENT_TYPES, JSON
from tests.parsed_svg import parsed_svg
from tests.strategies import achievement_versions, lines

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'
RIBBONS = ("none", "tails", "laurel")
RED = SVG.format('<rect width="40" height="20" fill="#ff0000"/>').encode()


def a_design(name: str, kind: str = "Course", **colours: str) -> JSON:
    both = {"primary": "#17494d", "secondary": "#e0a526"} | colours
    return {"design": 1, "name": name, "type": kind, **both}


def version(image: bytes | None) -> AchievementVersion:
    achievement = Achievement(name="Python Basics", description="d", criteria="c", type="Course")
    issuer = Issuer(name="I", url="https://i.example/", site="https://b.example", colours=Colours())
    return AchievementVersion("python-basics", achievement, image, issuer)


def paths(svg: bytes) -> list[dict[str, str]]:
    tree = parsed_svg(svg)
    return [element.attrib for element in tree.iter() if element.tag.endswith("}path")]


@settings(max_examples=25, deadline=None)
@given(achievement_versions())
def test_every_design_can_be_drawn(version: AchievementVersion) -> None:
    svg = drawn_badge(design(version))
    assert svg == drawn_badge(design(version))
    tree = parsed_svg(svg)
    title = tree[0].text or ""
    assert tree[0].tag.endswith("}title")
    assert title == version.achievement.name.replace("\ufffe", "").replace("\uffff", "")
    assert rasterise(svg) == rasterise(svg)


@pytest.mark.parametrize("kind", [*ACHIEVEMENT_TYPES, "ext:Anything"])
def test_every_kind_has_a_shape_and_a_sign(kind: str) -> None:
    shape, _, sign = family(kind)
    drawn = drawn_badge(a_design("x", kind)).decode()
    assert f'd="{SHAPES[shape].outline}"' in drawn
    assert f'd="{OWN[sign].path}"' in drawn


def test_staff_choose_shape_ribbon_and_icon() -> None:
    for shape in SHAPES:
        drawn = drawn_badge(a_design("x") | {"shape": shape}).decode()
        assert f'd="{SHAPES[shape].outline}"' in drawn
    ribbons = {drawn_badge(a_design("x") | {"ribbon": each}) for each in RIBBONS}
    assert len(ribbons) == 3
    chosen = drawn_badge(a_design("x") | {"icon": "chef-hat"}).decode()
    assert sign("chef-hat", "star").path in chosen
    assert drawn_badge(a_design("x") | {"icon": "no-such"}) == drawn_badge(a_design("x"))


def test_every_choice_of_the_model_can_be_drawn() -> None:
    fields = Design.model_fields
    choices = {name: set(re.findall(r"'(\w+)'", str(fields[name].annotation))) for name in fields}
    assert choices["shape"] == set(SHAPES)
    assert choices["ribbon"] == set(RIBBONS)


def test_what_nobody_chose_is_no_part_of_the_design() -> None:
    plain = version(None)
    assert set(design(plain)) == {"design", "name", "primary", "secondary", "type"}
    chosen = plain.achievement.model_copy(update={"design": Design(icon="chef-hat")})
    other = replace(plain, achievement=chosen)
    assert design(other) == design(plain) | {"icon": "chef-hat"}


def test_icons_of_the_set_are_one_path_each() -> None:
    assert len(icon_names()) > 5000
    for name in ("chef-hat", "sail-boat", "school", "translate", "stethoscope"):
        assert sign(name, "star") is not OWN["star"]
        assert sign(name, "star").box == 24


@pytest.mark.parametrize("name", ["Python Basics", "数据分析", "x" * 300])
@pytest.mark.parametrize("image", [None, RED])
def test_a_card_is_of_the_size_that_sites_ask_for(name: str, image: bytes | None) -> None:
    plain = version(image)
    named = plain.achievement.model_copy(update={"name": name})
    made = card(replace(plain, achievement=named), "Alder Quay")
    assert struct.unpack(">II", made[16:24]) == (1200, 630)
    assert made == card(replace(plain, achievement=named), "Alder Quay")
    assert made != card(replace(plain, achievement=named), "Another")
    assert len(made) < 200_000


@pytest.mark.parametrize("primary", ["#17494d", "#ffd84d", "#777777", "#ffffff", "#000000"])
def test_the_name_can_be_read_all_over_the_badge(primary: str) -> None:
    svg = drawn_badge(a_design("Name", primary=primary)).decode()
    ink = paths(svg.encode())[-1]["fill"]
    for ground in re.findall(r'stop-color="(#\w+)"', svg):
        assert contrast(ink, ground) >= 4.5


def test_markup_in_a_name_is_text() -> None:
    tree = parsed_svg(drawn_badge(a_design('<script>"&')))
    assert tree[0].text == '<script>"&'
    assert not [element for element in tree.iter() if "script" in element.tag]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("André  Łódź", "André Łódź"),
        ("Основы", "Основы"),
        ("Βασικές", "Βασικές"),
        ("Python 🐍 Basics", "Python Basics"),
        ("编程基础", "编程基础"),
        ("Python 编程", "Python 编程"),
        ("أساسيات", "أساسيات"),
        ("አማርኛ", ""),
        ("Python አማርኛ", ""),
        ("!!!", ""),
    ],
)
def test_what_the_font_can_write(name: str, written: str) -> None:
    assert writable(name) == written


def test_a_name_the_font_lacks_leaves_the_sign_alone_and_large() -> None:
    named, unnamed = drawn_badge(a_design("Name")), drawn_badge(a_design("አማርኛ"))
    assert len(paths(named)) == len(paths(unnamed)) + 1
    assert b"scale(3.438)" in unnamed
    assert "አማርኛ" in unnamed.decode()


@pytest.mark.parametrize(
    "name",
    [
        "أساسيات البرمجة", "יסודות התכנות", "数据分析基础", "データ分析の基礎", "데이터 분석",
        "डेटा विश्लेषण", "การวิเคราะห์ข้อมูล", "Αρχές Python", "البرمجة Python 3", "Tiếng Việt",
        "Ελλάδα 数据 עברית",
    ],
)  # fmt: skip
def test_every_letter_of_a_script_has_a_shape(name: str) -> None:
    shaped = _shape(name)
    assert shaped
    assert all(glyph for _, glyph, *_ in shaped), "no box stands for a letter"
    assert len(paths(drawn_badge(a_design(name)))) == len(paths(drawn_badge(a_design("Name"))))


def test_scripts_that_run_from_the_right_stand_so() -> None:
    """The first letter is the last glyph; what is Latin within keeps its order."""
    alef, bet = (_shape(letter)[0][1] for letter in "אב")
    assert [glyph for _, glyph, *_ in _shape("אב")] == [bet, alef]
    latin = [glyph for _, glyph, *_ in _shape("Py")]
    mixed = [glyph for _, glyph, *_ in _shape("אב Py")]
    assert mixed[: len(latin)] == latin
    assert mixed[-1] == alef
    opening = _shape("(א)")
    mirrored = [_shape(sign)[0][1] for sign in "()"]
    assert [opening[0][1], opening[-1][1]] == mirrored


def test_lines_of_ideographs_end_anywhere_and_korean_ones_between_words() -> None:
    assert len(fit("数据分析基础数据分析基础", 200, 200).lines) > 1
    assert fit("데이터 분석", 260, 200).lines in (("데이터 분석",), ("데이터", "분석"))


@given(lines)
def test_lines_stay_inside_their_box(name: str) -> None:
    if text := writable(name):
        setting = fit(text, 324, 196)
        assert all(width(line) * setting.size <= 324 for line in setting.lines)
        assert len(setting.lines) * setting.size * LEADING <= 196


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Python Basics", ("Python", "Basics")),
        ("Certificate in Boat Repair", ("Certificate in", "Boat Repair")),
        (
            "Community-Led Regeneration of Harbours",
            ("Community-Led", "Regeneration of", "Harbours"),
        ),
    ],
)
def test_lines_break_where_people_would(name: str, lines: tuple[str, ...]) -> None:
    assert fit(name, 324, 196).lines == lines


def test_a_word_too_long_for_a_line_is_broken() -> None:
    setting = fit("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", 324, 196)
    assert len(setting.lines) > 1
    assert "".join(setting.lines) == "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


@pytest.mark.parametrize("name", ["word " * 30, "word " * 2000, "W" * 5000])
def test_a_name_too_long_for_the_badge_is_cut(name: str) -> None:
    setting = fit(name, 324, 196)
    assert setting.lines[-1].endswith("…")
    assert all(width(line) * setting.size <= 324 for line in setting.lines)


def test_a_drawn_badge_as_png_and_svg() -> None:
    svg = badge_svg(version(None))
    assert svg == drawn_badge(design(version(None)))
    assert badge_png(version(None)) == rasterise(svg)


def test_a_committed_png_is_published_as_it_is() -> None:
    png = rasterise(RED)
    assert badge_png(version(png)) == as_png(png) == png


def test_a_committed_svg_is_published_as_png() -> None:
    png = badge_png(version(RED))
    assert as_png(RED) == png
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (PNG_SIZE, PNG_SIZE // 2)


def test_text_in_an_svg_needs_no_font_of_the_machine() -> None:
    """Any family is the bundled font: there is none besides."""
    families = ("Arial", "serif", "monospace", "No Such Font", "DejaVu Serif", "Noto Serif")
    text = '<text y="15" font-size="12" font-family="{}">Text</text>'
    drawn = {rasterise(SVG.format(text.format(name)).encode()) for name in families}
    assert len(drawn) == 1
    assert drawn != {rasterise(SVG.format("").encode())}


@pytest.mark.parametrize(
    "content",
    [
        '<image href="/etc/secret.png" width="9" height="9"/>',
        "<image xlink:href = 'http://x.example/i.png'/>",
        '<image href="../other.png"/>',
        '<image HREF="file:///x.png"/>',
    ],
)
def test_an_svg_that_needs_something_besides_itself_is_refused(content: str) -> None:
    with pytest.raises(ContentError, match="B0632"):
        rasterise(SVG.format(content).encode())


def test_an_svg_with_entities_is_refused() -> None:
    with pytest.raises(ContentError, match="B0632"):
        rasterise(b'<!DOCTYPE svg [<!ENTITY e "x">]>' + RED)


@pytest.mark.parametrize("content", ['<use href="#a"/>', '<image href="data:image/png;base64,"/>'])
def test_an_svg_may_refer_to_itself(content: str) -> None:
    assert rasterise(SVG.format(content).encode()).startswith(b"\x89PNG")


@pytest.mark.parametrize("svg", [b"", b"no svg", b"<svg>", b"\xff\xfe<svg/>"])
def test_what_cannot_be_drawn_is_refused(svg: bytes) -> None:
    with pytest.raises(ContentError, match="B0631"):
        rasterise(svg)


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 100000"><path d="M0 0h1v1"/></svg>',
        SVG.format(
            '<filter id="f"><feMorphology operator="dilate" radius="1000"/></filter>'
            + '<g filter="url(#f)"><rect width="40" height="20"/></g>' * 999
        ),
    ],
    ids=["memory", "time"],
)
def test_what_takes_too_much_to_draw_is_refused(svg: str) -> None:
    with pytest.raises(ContentError, match="too much time or memory"):
        rasterise(svg.encode())


def test_an_earlier_image_that_cannot_be_drawn_is_replaced_by_our_own() -> None:
    """No commit could mend it: its address stands in credentials."""
    assert embedded_png(version(b"<svg>")) == badge_png(version(None))
    assert embedded_png(version(RED)) == badge_png(version(RED))


@pytest.mark.parametrize("name", ["Level 1 - Basics", "- c", "-  -", "A -", "a- b -c"])
def test_a_hyphen_between_spaces_can_be_drawn(name: str) -> None:
    assert "".join(fit(name, 304, 196).lines).replace(" ", "") == name.replace(" ", "")
    assert paths(drawn_badge(a_design(name)))
