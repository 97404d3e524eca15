"""How templates become code: what they say the same on every page is written into it.

Under `template.py`, whose environments have one language each. A call of `say` with texts alone,
such as `say("h2", "badge.results")`, is answered when its template is compiled, not once more for
each of a hundred thousand pages.
"""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_SAY = nodes.Name("say", "load")


class Compiler(CodeGenerator):
    """Jinja's own, but for those calls; one that fails is made with the page, and told there."""

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.Call) and node == nodes.Call(_SAY, node.args, [], None, None):
            say: Any = self.environment.globals["say"]
            node = nodes.Const(say(*(each.as_const() for each in node.args)))
        return super()._output_child_to_const(node, frame, finalize)
