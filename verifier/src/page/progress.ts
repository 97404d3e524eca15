/** How far the checks are: a bar and numbers to see, and few words to hear. */

import { pageWords } from "../page-words.ts";
import { fill } from "../wording.ts";
import { element } from "./elements.ts";
import type { Watcher } from "./results.ts";

const QUARTERS = 4;

export class Progress implements Watcher {
  readonly element: HTMLElement;
  readonly #bar = element("progress");
  readonly #numbers = element("span", pageWords.many.working);
  readonly #heard = element("span");
  #total: number;
  #count = 0;
  #quarter = 0;

  constructor(total: number) {
    this.#total = total;
    this.#bar.setAttribute("aria-label", pageWords.many.working);
    this.#heard.setAttribute("role", "status");
    this.#heard.className = "heard";
    this.element = element("p", this.#bar, this.#numbers, this.#heard);
    this.element.className = "progress";
  }

  found(total: number): void {
    this.#total = total;
    this.#show();
  }

  done(): void {
    this.#count += 1;
    this.#show();
  }

  end(): void {
    this.element.remove();
  }

  #show(): void {
    if (this.#total < 2) return;
    this.#bar.max = this.#total;
    this.#bar.value = this.#count;
    const text = fill(pageWords.many.progress, { done: String(this.#count), total: String(this.#total) });
    this.#numbers.textContent = text;
    const quarter = Math.floor((QUARTERS * this.#count) / this.#total);
    if (quarter > this.#quarter) this.#heard.textContent = text; // not at every single one
    this.#quarter = Math.max(quarter, this.#quarter);
  }
}
