/**
 * The place for answers: one badge has its whole answer there, several have a table whose rows open
 * theirs.
 */

import { pageWords } from "../page-words.ts";
import type { Pool } from "../worker/pool.ts";
import { Checker } from "./checking.ts";
import { button, element } from "./elements.ts";
import { Progress } from "./progress.ts";
import { type Result, resultsOf, type Source } from "./results.ts";
import type { Site } from "./site.ts";
import { Table } from "./table/table.ts";
import { whole } from "./whole.ts";

export class Answers {
  readonly #place: HTMLElement;
  readonly #pool: Pool;
  readonly #site: Site;
  readonly #spoken: Promise<void>;
  #sources: readonly Source[] = [];
  #proofs: readonly Uint8Array[] = [];
  #turn = 0;

  /** With `spoken`, the page has words to answer in. */
  constructor(place: HTMLElement, pool: Pool, site: Site, spoken: Promise<void>) {
    this.#place = place;
    this.#pool = pool;
    this.#site = site;
    this.#spoken = spoken;
  }

  /** Answers anew for what was handed in last, if anything was. */
  again(): void {
    if (this.#sources.length > 0) void this.#show();
  }

  /** Answers for all badges of these sources, and the log proofs beside them, in place of earlier answers. */
  async show(sources: readonly Source[], proofs: readonly Uint8Array[] = []): Promise<void> {
    this.#sources = sources;
    this.#proofs = proofs;
    this.#place.setAttribute("aria-busy", "true");
    await this.#spoken;
    await this.#show();
  }

  async #show(): Promise<void> {
    const sources = this.#sources;
    const turn = ++this.#turn;
    const heading = headingOf(...(sources.length === 1 ? [element("bdi", sources[0]?.name ?? "")] : [pageWords.many.title]));
    const progress = new Progress(sources.length);
    const section = element("section", heading, progress.element);
    this.#place.replaceChildren(section);
    this.#place.setAttribute("aria-busy", "true");
    heading.focus();
    const results = await resultsOf(sources, new Checker(this.#pool, this.#site, this.#proofs), progress);
    if (turn !== this.#turn) return; // something else was handed in meanwhile
    this.#place.removeAttribute("aria-busy");
    progress.end();
    const [first, ...others] = results;
    if (first === undefined) section.append(problem(pageWords.inputs.NOTHING_BAKED));
    else if (others.length === 0) section.append(...this.#told(first));
    else this.#tabulate(section, results);
  }

  #told(result: Result): HTMLElement[] {
    if ("problem" in result) return [problem(pageWords.inputs[result.problem])];
    return whole(result, this.#site, () => new Checker(this.#pool, this.#site));
  }

  #tabulate(section: HTMLElement, results: readonly Result[]): void {
    const table = new Table(results, (result, opener) => {
      const back = button(pageWords.many.back, () => {
        answer.remove();
        section.hidden = false;
        opener.focus();
      });
      back.className = "back";
      const heading = headingOf(element("bdi", result.name));
      const answer = element("section", back, heading, ...this.#told(result));
      section.hidden = true;
      section.after(answer);
      heading.focus();
    });
    section.append(...table.elements);
  }
}

/** A heading that can be the place where the visitor is. */
function headingOf(...content: (Node | string)[]): HTMLElement {
  const heading = element("h2", ...content);
  heading.tabIndex = -1;
  return heading;
}

function problem(text: string): HTMLElement {
  const said = element("p", text);
  said.setAttribute("role", "alert");
  return said;
}
