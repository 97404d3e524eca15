/**
 * Examines a site's whole log, as its page does before it shows anything of it.
 *
 * (1) The log is the one that the issuer's document names; in a preview, which has no such document,
 *     the one beside the page. (2) Its entries are those that its checkpoint was signed over, and go
 * on from what this browser was shown before. (3) They keep the log's rules. (4) The status lists
 * agree with them.
 */

import { bodyAt, type Fetch } from "../fetching.ts";
import { codeOf, Ended, endOf, unchecked } from "../findings.ts";
import type { LedgerWords } from "../ledger-words.ts";
import type { Checkpoint } from "../log/checkpoint.ts";
import type { Memory } from "../log/memory.ts";
import { checkpointOf } from "../log/reader.ts";
import { type Log, logOf, originOf } from "../log/service.ts";
import { type Compared, compareLists } from "./lists.ts";
import { BrokenRule, type Story, storyOf } from "./story.ts";
import { readWhole, type Watch, type Whole } from "./whole.ts";

/** A site, as its page `ledger/` says. */
export interface Site {
  readonly issuer: string; // its DID
  readonly address: string; // as published, without closing slash
  readonly isPreview: boolean;
}

/** What the examination takes besides. */
export interface World {
  readonly fetch: Fetch;
  readonly memory: Memory;
  readonly now: number; // UTC seconds
  readonly watch: Watch;
}

/** A log that holds, and what else was found. */
export interface Held {
  readonly log: Log;
  readonly checkpoint: Checkpoint;
  readonly story: Story;
  readonly lists: readonly Compared[];
  /** How many entries this browser was shown before; null where it never was. */
  readonly seen: number | null;
}

/** A log of which nothing can be shown: a key of the words' `why`, and whether that refutes it. */
export interface Unheld {
  readonly why: keyof LedgerWords["ledger"]["why"];
  readonly entry: number | null;
  readonly isRefuted: boolean;
}

/** What is found of a log; one that was published anew meanwhile is examined once more. */
export async function examine(site: Site, world: World): Promise<Held | Unheld> {
  const found = await examineOnce(site, world);
  if ("why" in found || found.lists.every(({ result }) => result === "pass")) return found;
  const newer = await endOf(() => checkpointOf(found.log, world.fetch));
  return newer instanceof Ended || newer.size === found.checkpoint.size ? found : examineOnce(site, world);
}

async function examineOnce(site: Site, world: World): Promise<Held | Unheld> {
  const { fetch, memory, now, watch } = world;
  const found = await endOf(async () => {
    const log = await (site.isPreview ? besideThePage(site, fetch) : logOf(site.issuer, fetch)); // (1)
    const seen = memory.seen(originOf(log))?.size ?? null;
    return { log, seen, whole: await readWhole(log, fetch, memory, watch) }; // (2)
  });
  if (found instanceof Ended) return unheld(found);
  const { log, seen, whole } = found;
  const story = storyIn(whole); // (3)
  if (story instanceof BrokenRule) return { why: "LOG_RULES", entry: story.leaf, isRefuted: true };
  const lists = await compareLists(story, site.address, site.issuer, fetch, now); // (4)
  return { log, checkpoint: whole.checkpoint, story, lists, seen };
}

async function besideThePage({ address }: Site, fetch: Fetch): Promise<Log> {
  const url = `${address}/ledger/`;
  const vkey = await bodyAt(`${url}vkey`, fetch);
  if (vkey === null) throw unchecked("LOG_UNREACHABLE", { url });
  return { url, vkey: new TextDecoder().decode(vkey).trim() };
}

function storyIn({ entries }: Whole): Story | BrokenRule {
  try {
    return storyOf(entries);
  } catch (error) {
    if (error instanceof BrokenRule) return error;
    throw error;
  }
}

function unheld({ finding }: Ended): Unheld {
  return { why: codeOf(finding) as Unheld["why"], entry: null, isRefuted: finding.result === "fail" };
}
