/** The log, once it holds: by months with filters, and each achievement's versions. */

import type { LedgerWords } from "../ledger-words.ts";
import { element } from "../page/elements.ts";
import { daysIn, written } from "./calendar.ts";
import type { Entry } from "./entry.ts";
import { Filters } from "./filters.ts";
import { monthsOf } from "./months.ts";
import { phrase } from "./phrase.ts";
import { linkTo, type Telling } from "./rows.ts";
import type { Story } from "./story.ts";

/** A name that the page gives an achievement, and whether it has a page. */
interface Named {
  readonly name: string;
  readonly address: string | null;
}

export class Shown {
  readonly #home: HTMLElement;
  readonly #dayOf: (seconds: number) => string;
  readonly #names: ReadonlyMap<string, Named>;
  #find: (leaf: number) => void = () => undefined;

  /** Takes the place of what stands in `home`, which names the achievements; days are a timezone's. */
  constructor(home: HTMLElement, timezone: string) {
    this.#home = home;
    this.#dayOf = daysIn(timezone);
    this.#names = namesIn(home);
    addEventListener("hashchange", () => { this.#findNamed(); });
  }

  show(story: Story, words: LedgerWords): void {
    const versions = versionsOf(story.entries);
    const telling: Telling = {
      story,
      words,
      nameOf: (slug) => this.#names.get(slug)?.name ?? slug,
      versionAt: (leaf) => (versions.get(story.entries[leaf]?.slug ?? "") ?? []).findIndex((each) => each.leaf === leaf) + 1,
    };
    let months: HTMLElement = element("div");
    const draw = (first: number | null): void => {
      const made = monthsOf(filters.among(story.entries, this.#dayOf), this.#dayOf, telling, first);
      months.replaceWith(made);
      months = made;
    };
    const slugs = new Map(Array.from(versions.keys(), (slug) => [slug, telling.nameOf(slug)] as const).sort(([, one], [, other]) => one.localeCompare(other)));
    const filters = new Filters(new Set(story.entries.map(({ act }) => act)), slugs, words, () => { draw(null); });
    this.#home.replaceChildren(
      element("h2", words.ledger.when), filters.place, months,
      element("h2", words.ledger.achievements), this.#achievements(slugs, versions, words),
    );
    draw(null);
    this.#find = (leaf) => {
      if (story.entries[leaf] === undefined) return;
      filters.clear();
      draw(leaf);
      const row = document.getElementById(`entry-${leaf}`);
      row?.scrollIntoView({ block: "center" });
      row?.focus({ preventScroll: true });
    };
    this.#findNamed();
  }

  #findNamed(): void {
    if (/^#[0-9]+$/.test(location.hash)) this.#find(Number(location.hash.slice(1)));
  }

  #achievements(slugs: ReadonlyMap<string, string>, versions: ReadonlyMap<string, readonly Entry[]>, words: LedgerWords): HTMLElement {
    const list = element("ul", ...Array.from(slugs, ([slug, name]) => {
      const address = this.#names.get(slug)?.address ?? null;
      const title = address === null ? element("span", name) : element("a", name);
      title.dir = "auto";
      if (title instanceof HTMLAnchorElement && address !== null) title.href = address;
      return element("li", title, element("ol", ...(versions.get(slug) ?? []).map(({ leaf, time }) =>
        element("li", ...phrase(words.versions.since, { day: written(this.#dayOf(time), words), entry: linkTo(leaf) })))));
    }));
    list.className = "versions";
    return list;
  }
}

/** The versions of each achievement, by its slug. */
function versionsOf(entries: readonly Entry[]): Map<string, Entry[]> {
  const versions = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.act === "define") versions.set(entry.slug, [...(versions.get(entry.slug) ?? []), entry]);
  }
  return versions;
}

function namesIn(home: HTMLElement): Map<string, Named> {
  const items = Array.from(home.querySelectorAll<HTMLElement>("[data-slug]"));
  return new Map(items.map((item) => {
    const title = item.querySelector<HTMLElement>(":scope > *");
    const address = title instanceof HTMLAnchorElement ? title.href : null;
    return [item.dataset.slug ?? "", { name: title?.textContent ?? "", address }];
  }));
}
