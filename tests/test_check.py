"""Checking a whole ledger: every rule that a single file cannot break, and all of them at once."""

import os
import stat
import zlib
from datetime import date
from pathlib import Path

import pytest

from badgeledger.check import check
from badgeledger.errors import MachineError
from badgeledger.ledger.files import LARGEST_IMAGE

TODAY = date(2026, 11, 22)
ID = "0c8a2f5e-7d5b-4b5e-9a51-1f1c2b3a4d5e"
AWARD = f"credentials/2026-spring/{ID}.yml"
OTHER = "credentials/2026-spring/7d444840-9dc0-41d1-b245-5ffdce74fad2.yml"
BASICS = "achievements/python-basics.yml"
NEXT = "achievements/python-next.yml"
IDENTITY = "sha256$" + "9f" * 32
KEY = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ9zmMsrkoZdvu"
KEY_2 = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
SECRET = "z3u2" + "e" * 44

Tree = dict[str, str | bytes]
LEDGER: Tree = {
    "issuer.yml": "name: School\nurl: https://engines.example\nsite: https://badges.example\n",
    BASICS: (
        "name: Python basics\n"
        "description: Writes small programs.\n"
        "criteria: Finish the course.\n"
        "valid_for: 3 years\n"
        "results:\n"
        "  - id: score\n"
        "    name: Score\n"
        "    type: Percent\n"
        '    minimum: "0"\n'
        '    maximum: "100"\n'
        '    required: "50"\n'
        "  - id: project\n"
        "    name: Project\n"
        "    type: RubricCriterionLevel\n"
        "    required: pass\n"
        "    levels:\n"
        "      - {id: pass, name: Pass}\n"
        "      - {id: merit, name: Merit}\n"
        "  - id: grade\n"
        "    name: Grade\n"
        "    type: LetterGrade\n"
        "    allowed: [C, B, A]\n"
    ),
    NEXT: (
        "name: Python, next steps\n"
        "description: Writes programs.\n"
        "criteria: Finish the course.\n"
        "builds_on: [python-basics]\n"
    ),
    AWARD: (
        "achievement: python-basics\n"
        "recipient:\n"
        "  name: Ada Lovelace\n"
        f"  identity: {IDENTITY}\n"
        "awarded: 2026-05-01\n"
        "expires: 2029-05-01\n"
        "results:\n"
        '  - {result: score, value: "93.5"}\n'
        "  - {result: project, level: merit}\n"
        "  - {result: grade, value: A}\n"
    ),
    "credentials/.gitkeep": "",
}


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def png(width: int = 64, height: int = 64) -> bytes:
    header = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    pixels = zlib.compress((b"\0" + bytes(width)) * height)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def svg(inside: str = "", attributes: str = "") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 64 64" {attributes}>{inside}</svg>'
    )


def lay(root: Path, files: Tree) -> None:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        (root / path).write_bytes(data)


def found(root: Path, today: date | None = TODAY) -> list[str]:
    problems = check(root, today=today)
    assert all(problem.message and problem.mend for problem in problems)
    assert all(str(problem).isprintable() for problem in problems)
    return [f"{p.path}:{p.line}:{p.column} {p.code}" for p in problems]


def edit(path: str, before: str, after: str) -> Tree:
    text = LEDGER[path]
    assert isinstance(text, str)
    assert text.count(before) == 1, before
    return {path: text.replace(before, after)}


def test_a_sound_ledger_has_no_problems(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER)
    lay(tmp_path, {"keys.yml": f"signing:\n  - {{key: {KEY}, added: 2026-01-01}}\n"})
    lay(tmp_path, {"credentials/0a4f9a6e-2d0f-4c0e-8f6b-0d6a7d3b5c11.yml": LEDGER[AWARD]})
    lay(tmp_path, {OTHER: f"commitment: {'a' * 43}\nerased: 2026-02-02\n"})
    lay(tmp_path, {"README.md": "x", "achievements/.DS_Store": "x", "achievements/a.png": png()})
    assert found(tmp_path) == []
    assert found(tmp_path, today=None) == []


def keys(*entries: str) -> Tree:
    return {"keys.yml": "signing:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)}


BAD: dict[str, tuple[Tree, str]] = {
    "unknown achievement": (edit(AWARD, "python-basics", "pyton-basics"), f"{AWARD}:1:14 B0301"),
    "id that is no UUID": (
        {"credentials/a/ada.yml": LEDGER[AWARD]},
        "credentials/a/ada.yml:0:0 B0302",
    ),
    "UUID of version 1": (
        {"credentials/a/c232ab00-9414-11ec-b3c8-9f6bdeced846.yml": LEDGER[AWARD]},
        "credentials/a/c232ab00-9414-11ec-b3c8-9f6bdeced846.yml:0:0 B0302",
    ),
    "UUID in upper case": (
        {f"credentials/a/{ID.upper()}.yml": LEDGER[AWARD]},
        f"credentials/a/{ID.upper()}.yml:0:0 B0302",
    ),
    "one id in two folders": (
        {f"credentials/zzz/{ID}.yml": LEDGER[AWARD]},
        f"credentials/zzz/{ID}.yml:0:0 B0303",
    ),
    "achievement's name no slug": (
        {"achievements/Python_2.yml": LEDGER[BASICS]},
        "achievements/Python_2.yml:0:0 B0304",
    ),
    "achievement in the catalogue's place": (
        {"achievements/index.yml": LEDGER[BASICS]},
        "achievements/index.yml:0:0 B0304",
    ),
    "an award as .yaml": ({"credentials/a.yaml": "x"}, "credentials/a.yaml:0:0 B0306"),
    "a stray image": ({"credentials/2026/a.png": png()}, "credentials/2026/a.png:0:0 B0306"),
    "a JPEG": ({"achievements/a.jpg": b"\xff\xd8\xff"}, "achievements/a.jpg:0:0 B0306"),
    "a folder of achievements": (
        {"achievements/old/a.yml": LEDGER[BASICS]},
        "achievements/old:0:0 B0306",
    ),
    "no image": (edit(NEXT, "[python-basics]", "[]\nimage: x.png"), f"{NEXT}:5:8 B0308"),
    "image of another kind": (
        edit(NEXT, "[python-basics]", "[]\nimage: x.jpg"),
        f"{NEXT}:5:8 B0309",
    ),
    "issuer's image missing": (
        edit("issuer.yml", "name: School", "name: School\nimage: logo.svg"),
        "issuer.yml:2:8 B0308",
    ),
    "e-mail in the clear": (
        edit(AWARD, f"identity: {IDENTITY}", "email: ada@example.org"),
        f"{AWARD}:4:3 B0313",
    ),
    "revoked before awarded": (
        edit(AWARD, "expires: 2029-05-01", "revoked: {on: 2026-04-30}"),
        f"{AWARD}:6:15 B0314",
    ),
    "expires before awarded": (edit(AWARD, "2029-05-01", "2026-04-30"), f"{AWARD}:6:10 B0315"),
    "reissued before awarded": (
        edit(AWARD, "expires: 2029-05-01", "reissued: 2026-04-30"), f"{AWARD}:6:11 B0862",
    ),
    "reissued in the future": (
        edit(AWARD, "expires: 2029-05-01", "reissued: 2026-11-24"), f"{AWARD}:6:11 B0322",
    ),
    "unknown result": (edit(AWARD, "result: grade", "result: grades"), f"{AWARD}:10:14 B0316"),
    "unknown level": (edit(AWARD, "level: merit", "level: great"), f"{AWARD}:9:30 B0317"),
    "level of a result without": (
        edit(AWARD, "result: grade, value: A", "result: grade, level: a"),
        f"{AWARD}:10:28 B0317",
    ),
    "value not allowed": (edit(AWARD, "value: A", "value: D"), f"{AWARD}:10:28 B0318"),
    "value too high": (edit(AWARD, "93.5", "100.01"), f"{AWARD}:8:28 B0318"),
    "value too low": (edit(AWARD, "93.5", "-1"), f"{AWARD}:8:28 B0318"),
    "value no number": (edit(AWARD, "93.5", "93 %"), f"{AWARD}:8:28 B0318"),
    "result twice in an award": (
        edit(AWARD, "grade, value: A", "score, value: '1'"),
        f"{AWARD}:10:14 B0319",
    ),
    "result id twice": (edit(BASICS, "id: grade", "id: score"), f"{BASICS}:19:9 B0319"),
    "level id twice": (edit(BASICS, "id: merit", "id: pass"), f"{BASICS}:18:14 B0319"),
    "builds on unknown": (edit(NEXT, "python-basics", "pyton"), f"{NEXT}:4:13 B0320"),
    "translation of unknown": (
        edit(NEXT, "[python-basics]", "[]\ntranslation_of: nada"),
        f"{NEXT}:5:17 B0320",
    ),
    "builds on itself": (edit(NEXT, "python-basics", "python-next"), f"{NEXT}:4:13 B0321"),
    "awarded in the future": (
        edit(AWARD, "awarded: 2026-05-01", "awarded: 2026-11-24"),
        f"{AWARD}:5:10 B0322",
    ),
    "revoked in the future": (
        edit(AWARD, "expires: 2029-05-01", "revoked: {on: 2026-11-24}"),
        f"{AWARD}:6:15 B0322",
    ),
    "one key twice": (
        keys(f"key: {KEY}, added: 2026-01-01", f"key: {KEY}, added: 2026-02-01"),
        "keys.yml:3:11 B0323",
    ),
    "keys out of order": (
        keys(f"key: {KEY}, added: 2026-02-01", f"key: {KEY_2}, added: 2026-01-01"),
        "keys.yml:3:68 B0324",
    ),
    "key withdrawn before it was added": (
        keys(f"key: {KEY}, added: 2026-02-01, withdrawn: {{on: 2026-01-01, first_leaf: 0}}"),
        "keys.yml:2:96 B0324",
    ),
    "the log signed with a badge's key": (
        {"keys.yml": f"signing:\n  - {{key: {KEY}, added: 2026-02-01}}\nlog: {KEY}\n"},
        "keys.yml:3:6 B0331",
    ),
    "a secret key": (edit(NEXT, "Finish the course.", SECRET), f"{NEXT}:3:11 B0325"),
    "a private key in a comment": (
        edit(NEXT, "Finish the course.", "Finish. # -----BEGIN OPENSSH PRIVATE KEY-----"),
        f"{NEXT}:3:21 B0325",
    ),
    "a result that says nothing": (
        edit(AWARD, "{result: grade, value: A}", "{result: grade}"),
        f"{AWARD}:10:5 B0326",
    ),
    "tombstone of nobody": ({OTHER: f"commitment: {'a' * 43}\n"}, f"{OTHER}:1:1 B0328"),
    "minimum in words": (edit(BASICS, 'minimum: "0"', "minimum: none"), f"{BASICS}:9:14 B0327"),
    "maximum in words": (edit(BASICS, 'maximum: "100"', "maximum: much"), f"{BASICS}:10:14 B0327"),
    "minimum above maximum": (
        edit(BASICS, 'minimum: "0"', 'minimum: "101"'),
        f"{BASICS}:9:14 B0327",
    ),
    "required out of bounds": (edit(BASICS, '"50"', '"500"'), f"{BASICS}:11:15 B0327"),
    "required no level": (edit(BASICS, "required: pass", "required: top"), f"{BASICS}:15:15 B0327"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_thing_wrong_is_one_problem(name: str, tmp_path: Path) -> None:
    changes, expected = BAD[name]
    if name.startswith(("minimum", "maximum")):
        changes |= edit(AWARD, '  - {result: score, value: "93.5"}\n', "")
    if name == "level id twice":
        changes |= edit(AWARD, "level: merit", "level: pass")
    if name == "result id twice":
        changes |= edit(AWARD, "  - {result: grade, value: A}\n", "")
        changes[AWARD] = str(changes[AWARD]).replace("93.5", "A")
    lay(tmp_path, LEDGER | changes)
    assert found(tmp_path) == [expected]


ON_THE_EDGE: dict[str, Tree] = {
    "expires on the day of the award": edit(AWARD, "2029-05-01", "2026-05-01"),
    "reissued on the day of the award": edit(AWARD, "expires: 2029-05-01", "reissued: 2026-05-01"),
    "revoked on the day of the award": edit(
        AWARD, "expires: 2029-05-01", "revoked: {on: 2026-05-01}"
    ),
    "awarded tomorrow, somewhere": edit(
        AWARD, "05-01\nexpires: 2029-05-01", "11-23\nrevoked: {on: 2026-11-23}"
    ),
    "the highest value": edit(AWARD, "93.5", "100"),
    "the lowest value": edit(AWARD, "93.5", "0.0"),
    "bounds without room": edit(BASICS, 'maximum: "100"', 'maximum: "0"')
    | edit(AWARD, "93.5", "0"),
    "keys of one day": keys(
        f"key: {KEY}, added: 2026-02-01, withdrawn: {{on: 2026-02-01, first_leaf: 0}}",
        f"key: {KEY_2}, added: 2026-02-01",
    ),
    "a level's id in a scale": edit(BASICS, "required: pass", "required: pass\n    minimum: '0'"),
    "images of the smallest and largest size": {
        "achievements/a.png": png(32, 32),
        "achievements/b.png": png(4096, 32),
        "achievements/c.svg": svg() + " " * (LARGEST_IMAGE - len(svg())),
    },
}


@pytest.mark.parametrize("name", ON_THE_EDGE)
def test_what_is_just_inside_is_fine(name: str, tmp_path: Path) -> None:
    changes = dict(ON_THE_EDGE[name])
    if name == "bounds without room":
        changes[BASICS] = str(changes[BASICS]).replace('"50"', '"0"')
    lay(tmp_path, LEDGER | changes)
    assert found(tmp_path) == []


IMAGES: dict[str, tuple[str | bytes, str]] = {
    "SVG renamed to PNG": (svg().encode(), "0:0 B0309"),
    "JPEG renamed to PNG": (b"\xff\xd8\xff\xe0" + bytes(100), "0:0 B0309"),
    "an empty PNG": (b"", "0:0 B0309"),
    "a PNG cut off": (png()[:-20], "0:0 B0311"),
    "a PNG without end": (png()[:-12], "0:0 B0311"),
    "only the signature of a PNG": (png()[:8], "0:0 B0311"),
    "a PNG with a wrong checksum": (png()[:20] + b"\1" + png()[21:], "0:0 B0311"),
    "a PNG without pixels": (
        png()[:33] + chunk(b"IEND", b""),
        "0:0 B0311",
    ),
    "a PNG that begins with another chunk": (
        png()[:8] + chunk(b"tEXt", b"a") + png()[8:],
        "0:0 B0311",
    ),
    "a tiny PNG": (png(31, 64), "0:0 B0311"),
    "a huge PNG": (png(64, 4097), "0:0 B0311"),
    "a PNG of more than a megabyte": (png() + bytes(LARGEST_IMAGE), "0:0 B0310"),
    "PNG renamed to SVG": (png(), "0:0 B0309"),
    "broken XML": ("<svg", "1:1 B0309"),
    "HTML": ("<html></html>", "1:1 B0309"),
    "svg of no namespace": ("<svg></svg>", "1:1 B0309"),
    "an SVG in Latin-1": ("<?xml version='1.0' encoding='ISO-8859-1'?>" + svg(), "1:1 B0312"),
    "a DOCTYPE": ("<!DOCTYPE svg>" + svg(), "1:14 B0312"),
    "an entity bomb": ('<!DOCTYPE svg [<!ENTITY a "aa">]>' + svg("&a;"), "1:15 B0312"),
    "a style sheet": ("<?xml-stylesheet href='https://a.example'?>" + svg(), "1:1 B0312"),
    "a script": ("\n" + svg("<script>x</script>"), "2:105 B0312"),
    "a script of HTML": (
        svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script>'), "1:105 B0312",
    ),
    "HTML inside": (svg("<foreignObject/>"), "1:105 B0312"),
    "an event handler": (svg("", 'onload="x"'), "1:1 B0312"),
    "a javascript link": (svg('<a xlink:href="javascript:x"/>'), "1:105 B0312"),
    "an image from elsewhere": (svg('<image href="https://a.example/b.png"/>'), "1:105 B0312"),
    "an image of the same site": (svg('<image href="b.png"/>'), "1:105 B0312"),
    "an SVG inside": (svg('<image href="data:image/svg+xml;base64,AA=="/>'), "1:105 B0312"),
    "another file's symbol": (svg('<use xlink:href="a.svg#b"/>'), "1:105 B0312"),
    "a base address": (svg("", 'xml:base="https://a.example/"'), "1:1 B0312"),
    "an animated link": (
        svg('<set attributeName="xlink:href" to="javascript:x"/>'), "1:105 B0312",
    ),
    "a fill from elsewhere": (svg('<path fill="url(https://a.example/#b)"/>'), "1:105 B0312"),
    "a quoted address": (svg("<path style='fill:url( \"//a.example\")'/>"), "1:105 B0312"),
    "an escaped address": (svg(r'<path style="fill:u\72l(//a.example)"/>'), "1:105 B0312"),
    "an import": (svg("<style>@import 'https://a.example';</style>"), "1:140 B0312"),
    "a font from elsewhere": (
        svg("<style><![CDATA[@font-face{src:url(https://a.example)}]]></style>"), "1:162 B0312",
    ),
    "an image set": (svg("<style>a{mask:image-set('//a.example')}</style>"), "1:144 B0312"),
}  # fmt: skip


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_that_cannot_be_published_is_refused(name: str, tmp_path: Path) -> None:
    content, expected = IMAGES[name]
    raster = "PNG" in name and "renamed to SVG" not in name
    path = "achievements/badge.png" if raster else "achievements/badge.svg"
    lay(tmp_path, LEDGER | {path: content})
    assert found(tmp_path) == [f"{path}:{expected.split()[0]} {expected.split()[1]}"]


@pytest.mark.parametrize(
    "drawing",
    [
        svg(),
        "\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- drawn -->"
        + svg("<g><path d='M0 0'/></g>"),
        svg("<defs><linearGradient id='a'/></defs><path fill='url(#a)' style='mask:url(\"#b\")'/>"),
        svg("<use xlink:href='#a'/><image href='data:image/png;base64,AA=='/>"),
        svg("<style>.a{fill:#fff;src:url(data:font/woff2;base64,AA==)}</style>"),
        svg("<animate attributeName='opacity' from='0' to='1'/>"),
        svg("<x:view xmlns:x='urn:x' x:onpage='C:\\a' x:src='#'/><title>url of André</title>"),
    ],
)
def test_a_drawing_is_welcome(drawing: str, tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {"achievements/badge.svg": drawing, "logo.svg": drawing})
    lay(tmp_path, edit("issuer.yml", "name: School", "name: School\nimage: logo.svg"))
    lay(tmp_path, edit(NEXT, "[python-basics]", "[]\nimage: badge.svg"))
    assert found(tmp_path) == []


def test_a_long_style_is_looked_at_in_no_time(tmp_path: Path) -> None:
    styles = (f"fill:url({' ' * 90_000}#a)", "\n" * 900_000)
    for number, style in enumerate(styles):
        lay(tmp_path, LEDGER | {f"achievements/{number}.svg": svg(f"<style>{style}</style>")})
    assert found(tmp_path) == []


@pytest.mark.parametrize("of_the_issuer", [True, False])
def test_an_image_that_cannot_be_drawn_is_told(of_the_issuer: bool, tmp_path: Path) -> None:
    tall = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 100000"><path d="M0 0"/></svg>'
    lay(tmp_path, LEDGER | {"achievements/badge.svg": tall, "logo.svg": tall})
    if of_the_issuer:
        lay(tmp_path, edit("issuer.yml", "name: School", "name: School\nimage: logo.svg"))
    else:
        lay(tmp_path, edit(NEXT, "[python-basics]", "[]\nimage: badge.svg"))
    assert found(tmp_path) == ["issuer.yml:2:8 B0631" if of_the_issuer else f"{NEXT}:5:8 B0631"]


def test_an_icon_that_is_not_in_the_set_is_told_with_one_that_is(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {NEXT: f"{LEDGER[NEXT]!s}design: {{icon: chef-hatt}}\n"})
    [problem] = check(tmp_path, today=TODAY)
    assert (problem.code, problem.line, problem.column) == ("B0329", 5, 16)
    assert problem.mend == "did you mean 'chef-hat'?"


def test_a_file_with_very_many_problems_is_read_once(tmp_path: Path) -> None:
    results = "  - {id: a, name: A, type: Percent}\n" * 1500
    achievement = LEDGER[NEXT]
    assert isinstance(achievement, str)
    lay(tmp_path, LEDGER | {"achievements/a.yml": f"{achievement}results:\n{results}"})
    assert len(found(tmp_path)) == 1499


def test_the_issuers_image_is_looked_at_as_well(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit("issuer.yml", "name: School", "name: School\nimage: logo.png"))
    lay(tmp_path, {"logo.png": png()[:-1]})
    assert found(tmp_path) == ["logo.png:0:0 B0311"]


def test_mends_name_what_was_meant(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit(AWARD, "python-basics", "pyton-basics"))
    lay(tmp_path, edit(NEXT, "python-basics", "python-basic"))
    lay(tmp_path, {OTHER: str(LEDGER[AWARD]).replace("merit", "merid").replace("grade", "zzz")})
    assert [problem.mend for problem in check(tmp_path, today=None)] == [
        "did you mean 'python-basics'?",
        "did you mean 'python-basics'?",
        "did you mean 'merit'?",
        "use one of score, project, grade",
    ]


def test_the_mend_of_an_email_is_a_command(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit(AWARD, f"identity: {IDENTITY}", "email: ada@example.org"))
    (problem,) = check(tmp_path, today=TODAY)
    assert problem.mend == f"run `badgeledger hash-email {AWARD}` before you commit"
    assert "ada@" not in str(problem)


def test_emails_may_stand_where_the_issuer_allows_them(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit(AWARD, f"identity: {IDENTITY}", "email: ada@example.org"))
    lay(tmp_path, edit("issuer.yml", "name: School", "name: School\nemails: allowed"))
    assert found(tmp_path) == []


def test_a_folder_without_ledger_is_told_what_is_missing(tmp_path: Path) -> None:
    assert found(tmp_path) == ["issuer.yml:0:0 B0305"]


def test_a_circle_is_told_at_each_of_its_references(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {BASICS: str(LEDGER[BASICS]) + "builds_on: [python-next]\n"})
    third = str(LEDGER[NEXT]).replace("python-basics", "python-next")
    lay(tmp_path, {"achievements/a.yml": third})
    assert found(tmp_path) == [f"{BASICS}:23:13 B0321", f"{NEXT}:4:13 B0321"]


def test_an_achievement_that_cannot_be_read_is_not_unknown(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {BASICS: "name: '\n"})
    assert found(tmp_path) == [f"{BASICS}:1:7 B0101"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (AWARD, "../../issuer.yml"),
        ("credentials/link", "../achievements"),
        ("achievements/badge.svg", "../issuer.yml"),
        ("keys.yml", "issuer.yml"),
    ],
)
def test_symbolic_links_are_refused_and_not_followed(
    path: str, target: str, tmp_path: Path
) -> None:
    lay(tmp_path, {name: content for name, content in LEDGER.items() if name != path})
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to(target)
    assert found(tmp_path) == [f"{path}:0:0 B0307"]


def test_whole_folders_that_are_links_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, {"issuer.yml": LEDGER["issuer.yml"], "elsewhere/a.yml": "x"})
    (tmp_path / "credentials").symlink_to("elsewhere")
    assert found(tmp_path) == ["credentials:0:0 B0307"]


def test_a_logo_that_is_a_link_counts_as_missing(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit("issuer.yml", "name: School", "name: School\nimage: logo.svg"))
    lay(tmp_path, {"elsewhere.svg": svg()})
    (tmp_path / "logo.svg").symlink_to("elsewhere.svg")
    assert found(tmp_path) == ["issuer.yml:2:8 B0308"]


def test_special_files_are_refused_and_not_opened(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER)
    os.mkfifo(tmp_path / "credentials/pipe.yml")
    assert found(tmp_path) == ["credentials/pipe.yml:0:0 B0307"]


def test_large_files_are_refused(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {OTHER: str(LEDGER[AWARD]) + "#" * 1_000_000})
    assert found(tmp_path) == [f"{OTHER}:0:0 B0110"]


def test_names_that_no_terminal_should_see_are_escaped(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | {"credentials/\x1b[31m\nx.txt": "x"})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/credentials/\xff.txt")).touch()
    assert found(tmp_path) == [
        "credentials/\\x1b[31m\\nx.txt:0:0 B0306",
        "credentials/\\xff.txt:0:0 B0306",
    ]


def test_folders_within_folders_without_end_are_read(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER)
    folders = [tmp_path / ("credentials" + "/d" * depth) for depth in range(1, 1050)]
    for folder in folders:
        folder.mkdir()
    assert found(tmp_path) == []
    for folder in reversed(folders):
        folder.rmdir()


def test_what_the_disk_refuses_is_the_machines_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, LEDGER)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("badgeledger.ledger.files.FileIO", refuse)
    with pytest.raises(MachineError, match=r"achievements/.*B0121: Permission denied"):
        check(tmp_path, today=TODAY)


def test_every_problem_of_the_ledger_is_told_at_once_and_in_order(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit(AWARD, "2029-05-01", "2020-05-01"))
    lay(tmp_path, {OTHER: "achievement: nothing\nawarded: yesterday\n", BASICS: "nmae: x\n"})
    lay(tmp_path, {"keys.yml": f"signing:\n  - key: {SECRET}\n"})
    assert found(tmp_path) == [
        f"{BASICS}:1:1 B0102", f"{BASICS}:1:1 B0103", f"{BASICS}:1:1 B0103",
        f"{BASICS}:1:1 B0103", f"{AWARD}:6:10 B0315", f"{OTHER}:1:1 B0103", f"{OTHER}:1:14 B0301",
        f"{OTHER}:2:10 B0208", "keys.yml:2:5 B0103", "keys.yml:2:10 B0215", "keys.yml:2:10 B0325",
    ]  # fmt: skip
    assert not any(SECRET in str(problem) for problem in check(tmp_path, today=TODAY))


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("awarded: 2026-05-01", "awarded: 2026-05-01\nexpiers: 2028-05-01", "B0102 B0315 B0318"),
        (f"  identity: {IDENTITY}\n", "", "B0223 B0315 B0318"),
        ("awarded: 2026-05-01", "awarded: 1.5.2026", "B0208 B0318"),
        ('value: "930"', "value: [930]", "B0116 B0315"),
        ("achievement: python-basics", "achievement: Python", "B0212"),
        ("results:", "results: &all", "B0105 B0315 B0318"),
        ("results:", "results: [", "B0101"),
    ],
)
def test_a_fault_of_form_hides_no_other_problem_of_an_award(
    old: str, new: str, codes: str, tmp_path: Path
) -> None:
    lay(tmp_path, LEDGER)
    award = str(LEDGER[AWARD]).replace("2029-05-01", "2026-04-01").replace("93.5", "930")
    lay(tmp_path, {AWARD: award.replace(old, new)})
    assert {place.rpartition(" ")[2] for place in found(tmp_path)} == set(codes.split())


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ("[x](javascript:alert(1))", ["B0206"]),
        ("[x](JavaScript&#58;alert(1))", ["B0206"]),
        ("[x][1]\n\n  [1]: data:text/html,x", ["B0206"]),
        ("`[x](javascript:alert(1))` is text", []),
        ("[x](https://a.example/?b=1&c=2) <ada@example.org> [y](#z) [w](https://[x)", []),
    ],
)
def test_links_in_markdown_lead_where_links_may(
    link: str, codes: list[str], tmp_path: Path
) -> None:
    lay(tmp_path, LEDGER)
    text = link.replace("\n", "\n  ")
    for path, field in ((BASICS, "assessment"), (BASICS, "criteria"), (AWARD, "narrative")):
        before = str(LEDGER[path]).replace("criteria: Finish the course.\n", "criteria: x\n")
        filled = before.replace("criteria: x\n", "") if field == "criteria" else before
        lay(tmp_path, LEDGER | {path: f"{filled}{field}: |\n  {text}\n"})
        assert [place.rpartition(" ")[2] for place in found(tmp_path)] == codes


def test_checking_changes_nothing(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for path in before:
        path.chmod(stat.S_IRUSR | (stat.S_IXUSR if path.is_dir() else 0))
    check(tmp_path, today=TODAY)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    for path in before:
        path.chmod(0o755)


def test_a_badge_that_could_not_be_signed_is_a_problem_of_its_file(tmp_path: Path) -> None:
    lay(tmp_path, LEDGER | edit(BASICS, "valid_for:", "credits: 8.95\nvalid_for:"))
    assert [place.rpartition(" ")[2] for place in found(tmp_path)] == ["B0504"]
    assert found(tmp_path)[0].startswith(BASICS)
