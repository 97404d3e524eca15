"""The pictures that are looked at: one is made, and the documentation shows what there is."""

from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser

from tests.browsing import FULL, Published
from tests.screenshots.__main__ import papers, screens, sheet
from tests.screenshots.kinds import Kind, checked
from tests.screenshots.tour import NONE, PICTURES, PLACE, on_page_markdown

PNG = b"\x89PNG"


def test_a_kind_of_page_is_pictured(
    plain_site: Published, browser: Browser, tmp_path: Path
) -> None:
    kind = Kind("badge", plain_site.files, f"credentials/{FULL}/", checked, printed=True)
    names = [*screens(kind, browser, tmp_path), *papers(kind, browser, tmp_path)]
    assert len(names) == 8
    assert all((tmp_path / name).read_bytes().startswith(PNG) for name in names)
    assert all(f'src="{name}"' in sheet({"badge": names}) for name in names)


def test_the_tour_shows_the_pictures_that_there_are(tmp_path: Path) -> None:
    config = SimpleNamespace(docs_dir=str(tmp_path))
    assert on_page_markdown(f"# A\n{PLACE}", config=config) == f"# A\n{NONE}"
    assert on_page_markdown("# B", config=config) == "# B"
    name, caption = next(iter(PICTURES.items()))
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / name).write_bytes(PNG)
    shown = on_page_markdown(PLACE, config=config)
    assert f"![{caption}](pictures/{name})" in shown
    assert shown.count("<figure") == 1
