"""The example's ledger with what it lacks: long names, other scripts, an erased award."""

from pathlib import Path

from tests.browsing import Published
from tests.example import BIN, clone_with_key, files, git, run, with_key

HASH = "sha256$" + "5e" * 32
LONG = "Sustainable Management of Hospitality Businesses and of Catering for Schools and Hospitals"
ACHIEVEMENTS = {
    "long-name": f"name: {LONG}\ndescription: {LONG}, in theory and in the kitchen.\n"
    "criteria: A year in three kitchens.\ntype: Certificate\nhours: 900\ncredits: 60\n",
    "arabic": "name: أساسيات البرمجة\ndescription: كتابة برامج صغيرة واختبارها وشرحها.\n"
    "criteria: |\n  - عشرة تمارين أسبوعية\n  - برنامج خاص مع اختبارات\ntype: Course\nhours: 30\n"
    "language: ar\nskills:\n  - {name: برمجة, url: 'https://skills.example/1'}\n",
    "chinese": "name: 数据分析基础\ndescription: 从表格中找出问题的答案。\n"
    "criteria: 完成十个练习。\ntype: Course\nlanguage: zh\n",
}
AWARDS = {
    "11111111-1111-4111-8111-111111111111": ("long-name", "Wilhelmina Theodora " * 9),
    "22222222-2222-4222-8222-222222222222": ("arabic", "عبد الرحمن بن محمد الكاتب"),
    "33333333-3333-4333-8333-333333333333": ("chinese", "欧阳明日香"),
    "44444444-4444-4444-8444-444444444444": ("python-basics", None),
}
ERASED = "55555555-5555-4555-8555-555555555555"


def publish_with_everything(folder: Path, *, preview: bool) -> Published:
    """The ledger's site by `badgeledger build`, published or as a preview."""
    ledger = clone_with_key(folder / "ledger")
    for slug, text in ACHIEVEMENTS.items():
        (ledger / "achievements" / f"{slug}.yml").write_text(text, "utf-8")
    (ledger / "credentials" / "screens").mkdir()
    for award_id, (slug, name) in {**AWARDS, ERASED: ("python-basics", "Nobody")}.items():
        shown = f"  name: {name.strip()}\n" if name else ""
        text = f"achievement: {slug}\nrecipient:\n{shown}  identity: {HASH}\nawarded: 2026-11-20\n"
        (ledger / "credentials" / "screens" / f"{award_id}.yml").write_text(text, "utf-8")
    git(ledger, "add", ".")
    git(ledger, "commit", "--quiet", "--message", "What the example lacks")
    longer = ACHIEVEMENTS["long-name"].replace("A year in three", "Two years in four")
    (ledger / "achievements" / "long-name.yml").write_text(longer.replace("900", "1800"), "utf-8")
    git(ledger, "commit", "--quiet", "--all", "--message", "It takes longer")
    run(BIN / "badgeledger", "erase", ERASED, folder=ledger)
    git(ledger, "commit", "--all", "--quiet", "--message", "Erased")
    run(
        *(BIN / "badgeledger", "build", "--output", folder / "site"),
        folder=ledger,
        environ={} if preview else with_key(),
    )
    return Published(files(folder / "site"), ledger)
