/**
 * The answer to "can I rely on this badge?": the same on the badge's own page and on the verifier's.
 *
 * One headline with its sign and colour, beside it three questions apart; what it means and what to
 * do; that a badge is no proof of who shows it; then every check with its reason.
 */

import type { Report } from "../report.ts";
import { words } from "../spoken.ts";
import { fill, shortened } from "../wording.ts";
import { checks } from "./checks.ts";
import { element } from "./elements.ts";
import { questions } from "./questions.ts";
import { checkOf, isRepeatable } from "./reading.ts";
import { picture, rowOf, signOf } from "./signs.ts";

/** Shows the report in `place`; the headline is announced. */
export function showAnswer(report: Report, place: HTMLElement): void {
  const headline = element("p");
  headline.setAttribute("role", "status");
  const sign = signOf(report);
  Object.assign(place.dataset, { state: report.state, sign });
  place.replaceChildren(headline, ...questions(report), ...meaning(report), checks(report));
  // A live region speaks of what changes in it: it must be there before its words.
  requestAnimationFrame(() => {
    headline.append(picture(sign), element("strong", report.headline));
  });
}

/** What the state means, what to do, and what no badge proves. */
function meaning(report: Report): HTMLElement[] {
  const name = isRepeatable(report) ? report.credential?.recipient : null;
  return [
    element("p", adviceOn(report)),
    element("p", name ? fill(words.answer.person, { name: shortened(name) }) : words.answer.anybody),
  ];
}

function adviceOn(report: Report): string {
  const advice: Record<string, string> = words.advice;
  // Nobody has looked whether it was withdrawn where there is nothing to look at.
  const isOpen = report.state === "verified" && checkOf(report, "status").code === "NO_STATUS";
  return (isOpen ? words.answer.without_status : advice[rowOf(report)]) ?? "";
}
