/** Entries as people read them, and no more of them on the page than are looked at. */

import type { LedgerWords } from "../ledger-words.ts";
import { button, element } from "../page/elements.ts";
import { fill } from "../wording.ts";
import type { Entry } from "./entry.ts";
import { phrase } from "./phrase.ts";
import type { Story } from "./story.ts";

const AT_ONCE = 50;
const BEFORE = 5; // an entry that somebody looks for

/** What rows are made of besides their entries. */
export interface Telling {
  readonly story: Story;
  readonly words: LedgerWords;
  /** The name of an achievement, by its slug. */
  readonly nameOf: (slug: string) => string;
  /** Which version of its achievement a leaf defined, counted from 1. */
  readonly versionAt: (leaf: number) => number;
}

/** A list of entries; it shows those around `first`, and more when asked. */
export function rowsOf(entries: readonly Entry[], telling: Telling, first: number | null): HTMLElement {
  const list = element("ol");
  list.className = "entries";
  const place = Math.max(0, entries.findIndex(({ leaf }) => leaf === first));
  let [begin, end] = [place, place];
  const [earlier, later] = [button("", () => { show(AT_ONCE, 0); }), button("", () => { show(0, AT_ONCE); })];
  const show = (before: number, after: number): void => {
    const [from, to] = [Math.max(0, begin - before), Math.min(entries.length, end + after)];
    list.prepend(...entries.slice(from, begin).map((entry) => row(entry, telling)));
    list.append(...entries.slice(end, to).map((entry) => row(entry, telling)));
    [begin, end] = [from, to];
    label(earlier, begin);
    label(later, entries.length - end);
  };
  const label = (more: HTMLButtonElement, left: number): void => {
    more.textContent = fill(telling.words.ledger.more, { count: String(Math.min(AT_ONCE, left)) });
    more.hidden = left === 0;
  };
  show(BEFORE, AT_ONCE);
  return element("div", earlier, list, later);
}

/** A link to an entry, on this page. */
export function linkTo(leaf: number): HTMLAnchorElement {
  const link = element("a", String(leaf));
  link.href = `#${leaf}`;
  return link;
}

function row(entry: Entry, telling: Telling): HTMLLIElement {
  const { did } = telling.words.ledger;
  const made = element("li", linkTo(entry.leaf), " ", element("b", did[entry.act]), " ", element("span", ...about(entry, telling)));
  made.id = `entry-${entry.leaf}`;
  made.tabIndex = -1;
  made.dataset.act = entry.act;
  return made;
}

function about({ leaf, act, slug, key, about: other }: Entry, { story, words, nameOf, versionAt }: Telling): (Node | string)[] {
  const texts = words.ledger.about;
  const entry = other === null ? "" : linkTo(other);
  const said: (Node | string)[][] = [];
  if (act === "define") {
    const number = versionAt(leaf);
    said.push(phrase(number === 1 ? texts.first : texts.version, { name: element("bdi", nameOf(slug)), number: String(number) }));
  } else if (act === "key") {
    said.push(phrase(other === null ? texts.from : texts.withdrawn, { key: element("code", key), entry }));
  } else if (other !== null) {
    said.push(phrase(act === "revoke" || act === "erase" ? texts.ends : texts.replaces, { entry }));
  }
  const end = story.ended.get(leaf);
  if (end !== undefined) said.push(phrase(texts.ended, { entry: linkTo(end) }));
  return said.flatMap((part, index) => (index === 0 ? part : [" · ", ...part]));
}
