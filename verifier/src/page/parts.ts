/** The credentials and endorsements inside a badge or a record, each with its own small answer. */

import type { Report } from "../report.ts";
import { pageWords } from "../page-words.ts";
import { checks } from "./checks.ts";
import { element } from "./elements.ts";
import { isRepeatable } from "./reading.ts";
import { picture, signOf } from "./signs.ts";

/** What is inside; nothing where nothing is. */
export function parts({ parts: inside }: Report): HTMLElement[] {
  if (inside.length === 0) return [];
  const list = element("ul");
  list.className = "parts";
  list.append(...inside.map((report) => element("li", ...smallAnswer(report))));
  return [element("h3", pageWords.page.parts), list];
}

/** One headline with its sign, the name where somebody signed it, the checks, and what is inside. */
export function smallAnswer(report: Report): HTMLElement[] {
  const name = isRepeatable(report) ? report.credential?.name : null;
  const sign = signOf(report);
  const headline = element("p", picture(sign), element("strong", report.headline));
  headline.dataset.sign = sign;
  return [...(name ? [element("p", element("b", element("bdi", name)))] : []), headline, checks(report), ...parts(report)];
}
