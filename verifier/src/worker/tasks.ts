/**
 * What the page has done by a worker: all that strangers' documents could make slow.
 *
 * The page may end a worker in the middle of a task. Nothing here keeps more than the answers of
 * the network and what they showed of logs, and those only as long as the tasks of one batch arrive.
 */

import { type Fetch, remembering } from "../fetching.ts";
import type { JsonObject } from "../json.ts";
import type { Checkpoint } from "../log/checkpoint.ts";
import { Checkpoints } from "../log/memory.ts";
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
  /** The largest checkpoint that was seen of each log before this batch, by its origin. */
  readonly seen: ReadonlyMap<string, Checkpoint>;
  /** The log proofs that were handed in with the documents. */
  readonly proofs: readonly Uint8Array[];
}

/** A report, and the largest checkpoint seen of each log now. */
export interface Checked {
  readonly report: Report;
  readonly seen: ReadonlyMap<string, Checkpoint>;
}

/** A credential, and the bytes of the JSON Schema that it names. */
export interface Comparing {
  readonly credential: JsonObject;
  readonly schema: Uint8Array;
}

export type Tasks = ReturnType<typeof tasksOf>;

/** The tasks of one worker, which share a memory of the network's answers. */
export function tasksOf(fetch: Fetch = fetchDocument) {
  let memory = { batch: NaN, fetch, logs: new Checkpoints() };
  const remembered = ({ batch, seen }: Checking): typeof memory => {
    if (memory.batch !== batch) memory = { batch, fetch: remembering(fetch), logs: new Checkpoints(seen) };
    return memory;
  };
  return {
    async verify(checking: Checking): Promise<Checked> {
      const { document, now, words, registries, previewRoot, proofs } = checking;
      const { fetch: near, logs } = remembered(checking);
      const asked = previewRoot === null ? near : await inPreview(document, previewRoot, near);
      const report = await verify(document, { fetch: asked, now, words, registries, logs, proofs });
      return { report, seen: logs.all };
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
