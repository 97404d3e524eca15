/**
 * The answer to "can I rely on this badge?": the same on the badge's own page and on the verifier's.
 *
 * One headline with its sign and colour; what it means and what to do; that a badge is no proof of
 * who shows it; then every check with its reason.
 */

import type { Report } from "../report.ts";
import { fill, words } from "../wording.ts";
import { element, folded } from "./elements.ts";

// With these nothing is left that could be taken for a proof.
const REFUTED = ["unreadable", "tampered", "wrong-issuer", "revoked"];
// A sign for each colour, of a shape of its own: a tick in a circle, a cross in an octagon, an
// exclamation mark in a triangle. In a square of 24.
const SIGNS = {
  good: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22Zm-1.8 16.2-4.9-4.9 1.9-1.9 3 3 6.6-6.6 1.9 1.9Z",
  bad: "M7.4 1h9.2L23 7.4v9.2L16.6 23H7.4L1 16.6V7.4Zm1.2 5.6-2 2L10 12l-3.4 3.4 2 2L12 14l3.4 3.4 2-2L14 12l3.4-3.4-2-2L12 10Z",
  doubt: "M12 1.5 23.5 22H.5Zm-1.3 6.7v6.6h2.6V8.2Zm0 8.3v2.6h2.6v-2.6Z",
} as const;

/** Shows the report in `place`; the headline is announced. */
export function showAnswer(report: Report, place: HTMLElement): void {
  const headline = element("p");
  headline.setAttribute("role", "status");
  place.dataset.state = report.state;
  place.replaceChildren(headline, ...meaning(report), checks(report));
  // A live region speaks of what changes in it: it must be there before its words.
  requestAnimationFrame(() => {
    headline.append(sign(report), element("strong", report.headline));
  });
}

/** What the state means, what to do, and what no badge proves. */
function meaning(report: Report): HTMLElement[] {
  const advice: Record<string, string> = words.advice;
  const said = element("p", advice[rowOf(report)] ?? "");
  if (REFUTED.includes(report.state)) return [said];
  const name = report.credential?.recipient;
  return [said, element("p", name ? fill(words.page.person, { name }) : words.page.anybody)];
}

/** The state; the two kinds of `revoked`, of a badge or of one inside a record, by their own names. */
function rowOf({ state, checks, parts }: Report): string {
  if (state !== "revoked") return state;
  const ended = checks.find(({ check, result }) => check === "status" && result === "fail");
  const inside = parts.find((part) => part.state === state);
  return ended?.code.toLowerCase() ?? (inside ? rowOf(inside) : state);
}

function checks(report: Report): HTMLElement {
  const list = element("ul");
  list.append(...report.checks.map(item));
  return folded(words.page.checks, list);
}

function item({ check, result, reason }: Report["checks"][number]): HTMLElement {
  const line = element("li", element("b", words.checks[check]), ` ${words.results[result]}: ${reason}`);
  line.dataset.result = result;
  return line;
}

function sign({ state }: Report): SVGElement {
  const kind = state === "verified" ? "good" : REFUTED.includes(state) ? "bad" : "doubt";
  const [picture, path] = ["svg", "path"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
  picture?.setAttribute("viewBox", "0 0 24 24");
  picture?.setAttribute("aria-hidden", "true");
  path?.setAttribute("d", SIGNS[kind]);
  picture?.append(path as SVGElement);
  return picture as SVGElement;
}
