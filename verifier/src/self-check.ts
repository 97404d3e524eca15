/**
 * The badge page checks its own badge, and says what it found where the page has the words that it
 * is not checked yet. Nothing from a badge is ever read as markup.
 */

import { fetchDocument } from "./network.ts";
import { inPreview } from "./preview.ts";
import { type Report, verify } from "./verify.ts";
import { fill, words } from "./wording.ts";

// With these nothing is left that could be taken for a proof.
const REFUTED = ["unreadable", "tampered", "wrong-issuer", "revoked"];

/** Checks the badge at `address` and shows the report in `place`. */
export async function checkPage(place: HTMLElement, address: string): Promise<void> {
  const data = await fetchDocument(address).catch(() => null);
  if (data === null) return; // NOTE: the page keeps its words: it was not checked
  const root = new URL("../../", address).href;
  const fetch = await inPreview(data, root, fetchDocument);
  show(await verify(data, { fetch, now: Math.floor(Date.now() / 1000) }), place);
}

function show(report: Report, place: HTMLElement): void {
  const headline = element("p");
  headline.setAttribute("role", "status");
  place.dataset.state = report.state;
  place.replaceChildren(headline, ...person(report), details(report));
  // A live region speaks of what changes in it: it must be there before its words.
  requestAnimationFrame(() => {
    headline.append(element("strong", report.headline));
  });
}

function person({ state, credential }: Report): HTMLElement[] {
  if (REFUTED.includes(state)) return [];
  const name = credential?.recipient;
  return [element("p", name ? fill(words.page.person, { name }) : words.page.anybody)];
}

function details(report: Report): HTMLElement {
  const whole = element("details");
  const list = element("ul");
  list.append(...report.checks.map(item));
  whole.append(element("summary", words.page.checks), list);
  return whole;
}

function item({ check, result, reason }: Report["checks"][number]): HTMLElement {
  const line = element("li");
  line.dataset.result = result;
  line.append(element("b", words.checks[check]), ` ${words.results[result]}: ${reason}`);
  return line;
}

function element(name: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
