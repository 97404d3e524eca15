/** The log by months: how much of what was done in each, and, unfolded, every entry of it. */

import { element } from "../page/elements.ts";
import { byMonth, written } from "./calendar.ts";
import { ACTS, type Entry } from "./entry.ts";
import { rowsOf, type Telling } from "./rows.ts";

/** The months of some entries, the latest first. `first` is an entry to show at once, if any. */
export function monthsOf(entries: readonly Entry[], dayOf: (seconds: number) => string, telling: Telling, first: number | null): HTMLElement {
  const months = byMonth(entries, dayOf);
  const most = Math.max(...Array.from(months.values(), countOf));
  const made = Array.from(months, ([month, days]) => {
    const bar = element("i");
    bar.style.inlineSize = `${(100 * countOf(days)) / most}%`;
    const details = element("details", element("summary", element("b", written(month, telling.words)), counts([...days.values()].flat(), telling), bar));
    const fill = (): void => {
      if (details.childElementCount === 1) details.append(...Array.from(days, ([day, those]) => dayOfMonth(day, those, telling, first)));
    };
    details.addEventListener("toggle", fill);
    if (Array.from(days.values()).some((those) => those.some(({ leaf }) => leaf === first))) {
      details.open = true;
      fill();
    }
    return details;
  });
  const place = element("div", ...made);
  place.className = "months";
  if (made.length === 0) place.append(element("p", telling.words.ledger.none));
  return place;
}

function dayOfMonth(day: string, entries: readonly Entry[], telling: Telling, first: number | null): HTMLElement {
  const heading = element("h3", written(day, telling.words));
  return element("section", element("div", heading, counts(entries, telling)), rowsOf(entries, telling, first));
}

/** How many there are of each act. */
function counts(entries: readonly Entry[], { words }: Telling): HTMLElement {
  const numbers = new Map<string, number>();
  for (const { act } of entries) numbers.set(act, (numbers.get(act) ?? 0) + 1);
  const made = element("span", ...ACTS.filter((act) => numbers.has(act)).map((act) => {
    const part = element("span", words.ledger.acts[act], " ", element("b", String(numbers.get(act))));
    part.dataset.act = act;
    return part;
  }));
  made.className = "counts";
  return made;
}

function countOf(days: Map<string, Entry[]>): number {
  return Array.from(days.values()).reduce((count, those) => count + those.length, 0);
}
