/**
 * What the page has done by a worker: all that strangers' documents could make slow.
 *
 * The page may end a worker in the middle of a task. Nothing here keeps more than the answers of
 * the network, and those only as long as the tasks of one batch arrive.
 */

import { type Fetch, remembering } from "../fetching.ts";
import type { JsonObject } from "../json.ts";
import { fetchDocument } from "../network.ts";
import { inPreview } from "../preview.ts";
import type { Registry } from "../registry.ts";
import { type Report, unfinished, verify } from "../verify.ts";
import type { Words } from "../wording.ts";
import { faultsBy } from "./schema.ts";

/** A document to be checked, and what the page knows of the world. */
export interface Checking {
  readonly document: Uint8Array;
  /** The time in UTC seconds. */
  readonly now: number;
  /** The words that the report is made of. */
  readonly words: Words;
  /** Documents of one batch are checked against the same answers of the network. */
  readonly batch: number;
  readonly registries: readonly Registry[];
  /** Where a preview's page looks for its own site; null for any other. */
  readonly previewRoot: string | null;
}

/** A credential, and the bytes of the JSON Schema that it names. */
export interface Comparing {
  readonly credential: JsonObject;
  readonly schema: Uint8Array;
}

export type Tasks = ReturnType<typeof tasksOf>;

/** The tasks of one worker, which share a memory of the network's answers. */
export function tasksOf(fetch: Fetch = fetchDocument) {
  let memory = { batch: NaN, fetch };
  const remembered = (batch: number): Fetch => {
    if (memory.batch !== batch) memory = { batch, fetch: remembering(fetch) };
    return memory.fetch;
  };
  return {
    async verify({ document, now, words, batch, registries, previewRoot }: Checking): Promise<Report> {
      const near = remembered(batch);
      const asked = previewRoot === null ? near : await inPreview(document, previewRoot, near);
      return verify(document, { fetch: asked, now, words, registries });
    },
    /** The report on a document whose checks were ended. */
    unfinished({ document, now, words }: Checking): Promise<Report> {
      return unfinished(document, { now, words });
    },
    /** What differs from the schema; null where it cannot be used. */
    compare({ credential, schema }: Comparing): Promise<string[] | null> {
      return faultsBy(credential, schema);
    },
  };
}
