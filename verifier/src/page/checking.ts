/** Has badges that were handed in checked by a worker, and shows what was found. */

import type { Report } from "../report.ts";
import { NoWorker, type Pool } from "../worker/pool.ts";
import { showAnswer } from "./answer.ts";
import { element } from "./elements.ts";
import { particulars } from "./particulars.ts";
import type { Site } from "./site.ts";

let batches = 0;

/** The checks of what was handed in at once: all of it as of the same moment. */
export class Checker {
  readonly #pool: Pool;
  readonly #site: Site;
  readonly #now = Math.floor(Date.now() / 1000);
  readonly #batch = ++batches;

  constructor(pool: Pool, site: Site) {
    this.#pool = pool;
    this.#site = site;
  }

  /** The report on the badge `data`. Throws `NoWorker`. */
  async check(document: Uint8Array): Promise<Report> {
    const { registries, previewRoot } = this.#site;
    const about = { document, now: this.#now, batch: this.#batch, registries, previewRoot };
    const report = (await this.#pool.run("verify", about)) ?? (await this.#pool.run("unfinished", about));
    if (report === null) throw new NoWorker();
    return report;
  }

  /** Adds the answer for the badge `data` to `section`. */
  async checkInto(section: HTMLElement, data: Uint8Array, source: string): Promise<void> {
    const report = await this.check(data);
    const place = element("div");
    place.className = "answer";
    section.append(place);
    showAnswer(report, place);
    section.append(...particulars(report, data, source, this.#site));
  }
}
