"""The catalogues in five languages: each is whole, none says what nobody asks for.

What the browser's scripts say is for `verifier/tests/words.test.ts`, which asks the compiler; the
pages made in Python are read here, as Jinja and Python parse them.
"""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from jinja2 import Environment, nodes

from badgeledger.outputs.wording import LANGUAGES, strings
from tests.setup import ROOT

PACKAGE = Path(str(resources.files("badgeledger")))
TEMPLATES = PACKAGE / "outputs" / "templates"
NO_BREAK = "\u00a0"
# Groups of which Python or a page takes one by a value: a type, a status, a month.
SOURCES = ROOT / "verifier" / "src"
WHOLE = (
    ("types",),
    ("history",),
    ("versions", "fields"),
    *(
        ("ledger", group)
        for group in ("acts", "did", "about", "verdicts", "why", "advice", "found")
    ),
    ("results", "status"),
    ("days", "months"),
    ("issuer", "privacy_what"),
)
BESIDES = ("sharing", "catalogue", "ledger")
# The same word in two languages, or no word at all.
ALIKE = re.compile(r"[^a-z]*|\{\w+\}.*")
Name = tuple[str, ...]


def leaves(texts: Any, path: Name = ()) -> Iterator[tuple[Name, str]]:
    pairs = texts.items() if isinstance(texts, dict) else enumerate(texts)
    for key, value in pairs:
        if isinstance(value, str):
            yield (*path, str(key)), value
        else:
            yield from leaves(value, (*path, str(key)))


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_that_english_says_and_no_more(language: str) -> None:
    english, own = dict(leaves(strings("en"))), dict(leaves(strings(language)))
    assert list(own) == list(english), "as many, in the same order"
    assert {name: places(text) for name, text in own.items()} == {
        name: places(text) for name, text in english.items()
    }
    assert [name for name, text in own.items() if not text.strip() or text != text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_sentence_is_left_in_english(language: str) -> None:
    english, own = dict(leaves(strings("en"))), dict(leaves(strings(language)))
    same = [name for name, text in own.items() if text == english[name] and " " in text]
    assert [name for name in same if not ALIKE.fullmatch(own[name])] == []


def test_french_and_percent_signs_are_set_as_they_are_read() -> None:
    wrong = re.compile(r"[^\u00a0\w/][:;?!»%]|[ \w][?!»]|\w[;%] |\w: |« |'")
    told = [name for name, text in leaves(strings("fr")) if wrong.search(text)]
    assert told == [], "before : ; ? ! » % and after « stands a no-break space, U+00A0; ’ is no '"
    for language in ("es", "fr", "de"):
        assert strings(language)["results"]["percent"] == f"{{value}}{NO_BREAK}%"


def test_there_is_a_catalogue_for_each_language_and_no_other() -> None:
    files = sorted(path.stem for path in (PACKAGE / "outputs" / "strings").iterdir())
    assert files == sorted(LANGUAGES)


class Said(ast.NodeVisitor):
    """What Python takes from the catalogue: `strings(…)["badge"]["title"]`, in any pieces."""

    def __init__(self) -> None:
        self.names: dict[str, Name] = {}
        self.said: set[Name] = set()
        self.sections: dict[str, Name] = {}

    def path(self, node: ast.expr) -> Name | None:
        match node:
            case ast.Call(func=ast.Name(id="strings")):
                return ()
            case ast.Name(id=name):
                return self.names.get(name)
            case ast.Subscript(value=value, slice=ast.Constant(value=str(key))):
                before = self.path(value)
                return None if before is None else (*before, key)
        return None

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.names = self.names, dict(self.names)
        self.generic_visit(node)
        self.names = outer

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        named = target.elts if isinstance(target, ast.Tuple) else [target]
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        self.generic_visit(node)
        for name, value in zip(named, values, strict=False):
            path = self.path(value)
            if isinstance(name, ast.Name) and path is not None:
                self.names[name.id] = path

    def visit_Subscript(self, node: ast.Subscript) -> None:
        path = self.path(node)
        if path is not None:
            self.said.add(path)
        for key in self._either(node):
            self.said.add(key)
        self.generic_visit(node)

    def _either(self, node: ast.Subscript) -> list[Name]:
        before = self.path(node.value)
        if before is None or not isinstance(node.slice, ast.IfExp):
            return []
        ends = (node.slice.body, node.slice.orelse)
        return [(*before, str(end.value)) for end in ends if isinstance(end, ast.Constant)]

    def visit_Call(self, node: ast.Call) -> None:
        """A template is given a section as `t`; `said` is given the name of a text."""
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                name = path_in(argument.value) if self._is_said(node) else None
                self.said |= {name} if name else set()
        for word in node.keywords:
            template = node.args[0] if node.args else None
            path = self.path(word.value)
            if word.arg == "t" and path and isinstance(template, ast.Constant):
                self.sections[str(template.value)] = path
        self.generic_visit(node)

    def _is_said(self, node: ast.Call) -> bool:
        return isinstance(node.func, ast.Name) and node.func.id == "said"


def said_by_python() -> Said:
    said = Said()
    for path in sorted(PACKAGE.rglob("*.py")):
        said.names = {}
        said.visit(ast.parse(path.read_text("utf-8")))
    return said


def said_by_templates(sections: dict[str, Name]) -> set[Name]:
    said: set[Name] = set()
    texts = {path.name: path.read_text("utf-8") for path in TEMPLATES.iterdir()}
    included = set(re.findall(r'include "([\w.-]+)"', "".join(texts.values())))
    todo = [(name, sections.get(name, ("no section",))) for name in set(texts) - included]
    while todo:
        template, section = todo.pop()
        text = texts[template]
        tree = Environment(autoescape=True).parse(text)
        for include in tree.find_all(nodes.Include):
            assert isinstance(include.template, nodes.Const)
            todo.append((include.template.value, section))
        said |= {name for node in tree.find_all(nodes.Getattr) if (name := path_of(node, section))}
        said |= {(*section, key) for key in re.findall(r'data-t(?:-label)?="(\w+)"', text)}
        said |= {
            name
            for node in tree.find_all(nodes.Const)
            if isinstance(node.value, str) and (name := path_in(node.value))
        }
    return said


def said_in_the_browser() -> set[Name]:
    """What scripts besides the verifier's say: of sharing, on catalogue and log."""
    paths = [path for room in BESIDES for path in SOURCES.glob(f"{room}/*.ts")]
    text = "".join(path.read_text("utf-8") for path in paths)
    found = re.findall(r"(share)Words\.(\w+)|\b(catalogue|facts|ledger)\.(\w+)", text)
    return {(one or other, name or key) for one, name, other, key in found}


def path_in(text: str) -> Name | None:
    """A text such as `facts.hours`, which names one of the catalogue."""
    parts = tuple(text.split("."))
    file = parts[-1] in ("css", "js", "png", "svg")
    return parts if len(parts) > 1 and parts[0] in strings("en") and not file else None


def path_of(node: nodes.Node, section: Name) -> Name | None:
    match node:
        case nodes.Name(name="t"):
            return section
        case nodes.Name(name="words"):
            return ()
        case nodes.Getattr(node=inner, attr=attribute):
            before = path_of(inner, section)
            return None if before is None else (*before, attribute)
    return None


def groups(texts: Any, path: Name = ()) -> Iterator[Name]:
    if isinstance(texts, dict):
        for key, value in texts.items():
            yield (*path, key)
            yield from groups(value, (*path, key))


def starts_with_a_whole(name: Name) -> bool:
    return any(name[: len(each)] == each for each in WHOLE)


def test_all_that_pages_say_is_in_the_catalogue_and_the_other_way_round() -> None:
    python = said_by_python()
    said = python.said | said_by_templates(python.sections) | said_in_the_browser()
    there = set(groups(strings("en")))
    assert said - there == set(), "said, and in no catalogue"
    of_pages = {name for name, _ in leaves(strings("en")) if name[0] not in ("locale", "verifier")}
    unsaid = {name for name in of_pages - said if not starts_with_a_whole(name)}
    assert unsaid == set(), "in the catalogues, and never said"
    assert len(said) > 80
