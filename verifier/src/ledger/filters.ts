/** Which entries somebody wants to see: of one kind, of one achievement, of some time. */

import type { LedgerWords } from "../ledger-words.ts";
import { button, element } from "../page/elements.ts";
import { fill } from "../wording.ts";
import { type Act, ACTS, type Entry } from "./entry.ts";

export class Filters {
  readonly place = element("div");
  readonly #kind = element("select");
  readonly #achievement = element("select");
  readonly #from = element("input");
  readonly #until = element("input");
  readonly #shown = element("p");
  readonly #reset: HTMLButtonElement;
  readonly #words: LedgerWords;

  /** `slugs` are the achievements, with their names; `act` is called when something was chosen. */
  constructor(acts: ReadonlySet<Act>, slugs: ReadonlyMap<string, string>, words: LedgerWords, act: () => void) {
    const { ledger } = words;
    this.#words = words;
    this.#kind.append(new Option(ledger.all, ""), ...ACTS.filter((each) => acts.has(each)).map((each) => new Option(ledger.acts[each], each)));
    this.#achievement.append(new Option(ledger.every, ""), ...Array.from(slugs, ([slug, name]) => new Option(name, slug)));
    for (const day of [this.#from, this.#until]) day.type = "date";
    this.#reset = button(ledger.reset, () => { this.clear(); act(); });
    this.#shown.setAttribute("role", "status");
    this.place.className = "filters";
    this.place.setAttribute("role", "search");
    const fields: [string, HTMLElement][] = [
      [ledger.kind, this.#kind], [ledger.achievement, this.#achievement], [ledger.from, this.#from], [ledger.until, this.#until],
    ];
    this.place.append(...fields.map(([name, field]) => element("label", element("span", name), field)), this.#shown, this.#reset);
    this.place.addEventListener("input", act);
    // Of an achievement the log tells its versions; which of them an award is for, it does not.
    this.#achievement.addEventListener("input", () => { if (this.#achievement.value !== "") this.#kind.value = "define"; });
    this.#kind.addEventListener("input", () => { if (this.#kind.value !== "define") this.#achievement.value = ""; });
  }

  clear(): void {
    for (const field of [this.#kind, this.#achievement, this.#from, this.#until]) field.value = "";
  }

  /** The entries that are wanted. */
  among(entries: readonly Entry[], dayOf: (seconds: number) => string): readonly Entry[] {
    const [kind, slug, from, until] = [this.#kind.value, this.#achievement.value, this.#from.value, this.#until.value];
    const isOpen = kind === "" && slug === "" && from === "" && until === "";
    const found = isOpen ? entries : entries.filter((entry) => {
      const day = dayOf(entry.time);
      return (kind === "" || entry.act === kind) && (slug === "" || entry.slug === slug) && day >= from && (until === "" || day <= until);
    });
    this.#reset.hidden = isOpen;
    this.#shown.textContent = fill(this.#words.ledger.shown, { count: String(found.length), total: String(entries.length) });
    return found;
  }
}
