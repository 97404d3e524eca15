/**
 * The search and the filters above the list.
 *
 * Beside each value stands how many entries it would show with the other filters as they are. What is
 * looked for stands in the page's address, so that it can be linked to and gone back to; not as `q`,
 * which themes take for a search of their own.
 */

import { element } from "../page/elements.ts";
import type { SiteWords } from "../site-words.ts";
import { fill, type Language } from "../wording.ts";
import { entriesOf, type Entry, type Filter, FILTERS, isWanted, type Wish } from "./entries.ts";

interface Choice {
  readonly filter: Filter;
  readonly value: string;
  readonly box: HTMLInputElement;
  readonly count: HTMLElement;
  readonly label: HTMLElement;
}

export class Finder {
  readonly form = element("form");
  readonly nothing = element("p");
  readonly #entries: Entry[];
  readonly #words: SiteWords;
  readonly #language: Language;
  readonly #search = element("input");
  readonly #shown = element("p");
  readonly #reset = element("button");
  readonly #choices: Choice[];

  constructor(list: HTMLElement, words: SiteWords, language: Language) {
    this.#entries = entriesOf(list);
    this.#words = words;
    this.#language = language;
    this.#choices = FILTERS.flatMap((filter) => this.#choicesOf(filter));
    this.#build();
  }

  /** Looks for what an address says. */
  read(query: URLSearchParams): void {
    this.#search.value = query.get("find") ?? "";
    for (const { filter, value, box } of this.#choices) box.checked = query.getAll(filter).includes(value);
    this.#show();
  }

  #build(): void {
    const { catalogue } = this.#words;
    Object.assign(this.form, { className: "bl-find", lang: this.#language });
    this.form.setAttribute("role", "search");
    Object.assign(this.#search, { type: "search", name: "find", autocomplete: "off" });
    Object.assign(this.#reset, { type: "reset", textContent: catalogue.reset });
    this.#shown.setAttribute("role", "status");
    Object.assign(this.nothing, { className: "bl-nothing", lang: this.#language, textContent: catalogue.none, hidden: true });
    const groups = element("div", ...FILTERS.map((filter) => this.#group(filter)).filter((group) => group !== null));
    groups.className = "bl-groups";
    const found = element("div", this.#shown, this.#reset);
    found.className = "bl-found";
    this.form.append(element("label", element("span", catalogue.search), this.#search), groups, found);
    this.form.addEventListener("submit", (event) => { event.preventDefault(); });
    this.form.addEventListener("input", () => { this.#write(); });
    this.form.addEventListener("reset", () => { setTimeout(() => { this.#write(); }); });
    closeFromOutside(groups);
  }

  #choicesOf(filter: Filter): Choice[] {
    const values = new Set(this.#entries.flatMap((entry) => entry.values[filter]));
    if (values.size < 2) return [];
    return Array.from(values, (value) => {
      const [box, count] = [element("input"), element("small")];
      Object.assign(box, { type: "checkbox", name: filter, value });
      const label = element("label", box, " ", this.#named(filter, value), " ", count);
      return { filter, value, box, count, label };
    }).sort((one, other) => one.label.textContent.localeCompare(other.label.textContent, this.#language));
  }

  #group(filter: Filter): HTMLElement | null {
    const choices = this.#choices.filter((choice) => choice.filter === filter);
    if (choices.length === 0) return null;
    const { facts, catalogue } = this.#words;
    const titles = { type: facts.type, level: facts.level, language: catalogue.any_language, skill: facts.skills };
    const panel = element("div", ...choices.map(({ label }) => label));
    return element("details", element("summary", titles[filter]), panel);
  }

  #named(filter: Filter, value: string): string {
    if (filter === "language") return new Intl.DisplayNames(this.#language, { type: "language" }).of(value) ?? value;
    const types: Record<string, string> = this.#words.types;
    return filter === "type" ? (types[value] ?? value.replace(/^ext:/, "")) : value;
  }

  #wish(): Wish {
    const chosen = (filter: Filter): Set<string> =>
      new Set(this.#choices.filter((choice) => choice.filter === filter && choice.box.checked).map(({ value }) => value));
    const [type, level, language, skill] = FILTERS.map(chosen) as [Set<string>, Set<string>, Set<string>, Set<string>];
    return { words: this.#search.value, chosen: { type, level, language, skill } };
  }

  #write(): void {
    const query = new URLSearchParams(new FormData(this.form) as unknown as Record<string, string>);
    if (query.get("find") === "") query.delete("find");
    const text = query.toString();
    history.replaceState(history.state, "", text ? `?${text}` : location.pathname);
    this.#show();
  }

  #show(): void {
    const wish = this.#wish();
    let shown = 0;
    for (const entry of this.#entries) {
      const wanted = isWanted(entry, wish);
      entry.card.hidden = !wanted;
      if (wanted) shown += 1;
    }
    for (const { filter, value, box, count, label } of this.#choices) {
      const number = this.#entries.filter((entry) => entry.values[filter].includes(value) && isWanted(entry, wish, filter)).length;
      count.textContent = String(number);
      label.toggleAttribute("data-none", number === 0 && !box.checked);
    }
    this.nothing.hidden = shown > 0;
    this.#shown.textContent = fill(this.#words.catalogue.shown, { shown: String(shown), all: String(this.#entries.length) });
    this.#reset.hidden = location.search === "";
    for (const group of this.form.querySelectorAll("details")) {
      group.toggleAttribute("data-chosen", group.querySelector(":checked") !== null);
    }
  }
}

/** One group is open at a time; a click elsewhere and Escape close it. */
function closeFromOutside(groups: HTMLElement): void {
  const close = (except: EventTarget | null): void => {
    for (const group of groups.querySelectorAll("details[open]")) {
      if (!(except instanceof Node && group.contains(except))) group.removeAttribute("open");
    }
  };
  document.addEventListener("click", ({ target }) => { close(target); });
  groups.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    groups.querySelector<HTMLElement>("details[open] > summary")?.focus();
    close(null);
  });
}
