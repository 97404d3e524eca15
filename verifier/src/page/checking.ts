/** Has what was handed in checked by workers. */

import type { JsonObject } from "../json.ts";
import { keepCheckpoints, keptCheckpoints } from "../log/kept.ts";
import type { Report } from "../report.ts";
import { words } from "../spoken.ts";
import { NoWorker, type Pool } from "../worker/pool.ts";
import type { Site } from "./site.ts";

let batches = 0;

/** The checks of what was handed in at once: all of it as of the same moment. */
export class Checker {
  readonly #pool: Pool;
  readonly #site: Site;
  readonly #proofs: readonly Uint8Array[];
  readonly #now = Math.floor(Date.now() / 1000);
  readonly #batch = ++batches;
  // NOTE: all as of the same moment: what was seen since then is no older for it.
  readonly #seen = keptCheckpoints();

  constructor(pool: Pool, site: Site, proofs: readonly Uint8Array[] = []) {
    this.#pool = pool;
    this.#site = site;
    this.#proofs = proofs;
  }

  /** The report on the badge `data`. Throws `NoWorker`. */
  async check(document: Uint8Array): Promise<Report> {
    const { registries, previewRoot } = this.#site;
    const [now, batch, seen, proofs] = [this.#now, this.#batch, this.#seen, this.#proofs];
    const about = { document, now, words, batch, registries, previewRoot, seen, proofs };
    const checked = await this.#pool.run("verify", about);
    if (checked !== null) keepCheckpoints(checked.seen);
    const report = checked?.report ?? (await this.#pool.run("unfinished", about));
    if (report === null) throw new NoWorker();
    return report;
  }

  /** What in a credential differs from a JSON Schema; null where that cannot be used. */
  compare(credential: JsonObject, schema: Uint8Array): Promise<string[] | null> {
    return this.#pool.run("compare", { credential, schema });
  }
}
