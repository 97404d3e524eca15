"""Templates that a later build of the development server need not compile again."""

from jinja2 import DictLoader, Environment
from jinja2.ext import Extension

from badgeledger.adapters.compiled import Compiled


def test_a_template_is_compiled_again_only_where_its_source_changed() -> None:
    compiled: list[str | None] = []

    class Noting(Extension):
        def preprocess(self, source: str, name: str | None, _filename: str | None = None) -> str:
            compiled.append(name)
            return source

    cache = Compiled()

    def built(page: str) -> str:
        environment = Environment(
            loader=DictLoader({"page": page, "part": "part"}),
            extensions=[Noting],
            bytecode_cache=cache,
            autoescape=True,
        )
        return environment.get_template("page").render()

    assert built("one, {% include 'part' %}") == "one, part"
    assert built("one, {% include 'part' %}") == "one, part"
    assert compiled == ["page", "part"]
    assert built("two, {% include 'part' %}") == "two, part"
    assert compiled == ["page", "part", "page"]
