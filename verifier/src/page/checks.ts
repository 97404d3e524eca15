/** Every check of a report with its reason, and each proof of a set. */

import type { Report } from "../report.ts";
import { words } from "../spoken.ts";
import { fill } from "../wording.ts";
import { element, folded } from "./elements.ts";

/** The checks, folded away at first. */
export function checks(report: Report): HTMLElement {
  const list = element("ul");
  list.append(...report.checks.map((each) => item(words.checks[each.check], each)));
  const all = folded(words.answer.checks, list, ...proofs(report));
  all.className = "checks";
  return all;
}

/** The proofs where there are several; a single one is what the checks themselves are about. */
function proofs(report: Report): HTMLElement[] {
  if (report.proofs.length < 2) return [];
  const list = element("ul");
  list.append(...report.proofs.map((each) => item(each.suite, each)));
  return [element("p", words.answer.proofs), list];
}

function item(name: string, { result, reason }: Pick<Report["checks"][number], "result" | "reason">): HTMLElement {
  const line = element("li", element("b", element("bdi", name)), ` ${fill(words.answer.check, { result: words.results[result], reason })}`);
  line.dataset.result = result;
  return line;
}
