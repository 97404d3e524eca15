/** How much of the log was read: a bar and numbers to see, and few words to hear. */

import type { LedgerWords } from "../ledger-words.ts";
import { element } from "../page/elements.ts";
import { fill } from "../wording.ts";

export class Reading {
  readonly #bar = element("progress");
  readonly #numbers = element("span");
  readonly #words: () => LedgerWords;

  /** Takes the place of what stands in `home`; `words` are those of the language that is spoken. */
  constructor(home: HTMLElement, words: () => LedgerWords) {
    this.#words = words;
    const heard = element("p", words().ledger.reading);
    heard.setAttribute("role", "status");
    this.#bar.ariaLabel = words().ledger.reading;
    const shown = element("p", this.#bar, " ", this.#numbers);
    shown.className = "progress";
    home.replaceChildren(heard, shown);
  }

  show(read: number, size: number): void {
    this.#bar.max = Math.max(size, 1);
    this.#bar.value = read;
    this.#numbers.textContent = fill(this.#words().ledger.progress, { done: String(read), total: String(size) });
  }
}
