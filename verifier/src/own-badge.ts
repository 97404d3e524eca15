/** A badge of the site that the page itself belongs to: read, and checked as often as asked. */

import { bodyAt, remembering } from "./fetching.ts";
import { keepCheckpoints, keptCheckpoints } from "./log/kept.ts";
import { Checkpoints } from "./log/memory.ts";
import { fetchDocument } from "./network.ts";
import { inPreview } from "./preview.ts";
import type { Report } from "./report.ts";
import { words } from "./spoken.ts";
import { verify } from "./verify.ts";

/** A badge of the site's own; `check` speaks the language that is spoken when it is asked. */
export interface OwnBadge {
  readonly data: Uint8Array;
  readonly check: () => Promise<Report>;
}

/** The badge at `address`, of the site whose root is `root` (with closing slash); null where none is. */
export async function ownBadge(address: string, root: string): Promise<OwnBadge | null> {
  const data = await bodyAt(address, fetchDocument);
  if (data === null) return null;
  const fetch = remembering(await inPreview(data, root, fetchDocument));
  const now = Math.floor(Date.now() / 1000);
  const logs = new Checkpoints(keptCheckpoints());
  const check = async (): Promise<Report> => {
    const report = await verify(data, { fetch, now, words, logs });
    keepCheckpoints(logs.all);
    return report;
  };
  return { data, check };
}
