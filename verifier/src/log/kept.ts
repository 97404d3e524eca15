/**
 * What this browser has seen of logs, kept for this site: nobody else learns of it.
 *
 * A browser that forbids a page to keep anything sees every log for the first time; else nothing
 * changes.
 */

import { base64 } from "@scure/base";
import { isObject, type Json, type JsonObject, textOf } from "../json.ts";
import type { Checkpoint } from "./checkpoint.ts";

const KEPT = "badgeledger-logs";
const MOST_LOGS = 200; // those seen last
const HASH_LENGTH = 32;

/** The largest checkpoint seen of each log, by its origin. */
export function keptCheckpoints(): Map<string, Checkpoint> {
  return new Map(Object.entries(kept()).flatMap(([origin, value]) => {
    const checkpoint = checkpointIn(value);
    return checkpoint ? [[origin, checkpoint]] : [];
  }));
}

/** Keeps the checkpoints that are larger than those kept, perhaps by another page meanwhile. */
export function keepCheckpoints(found: ReadonlyMap<string, Checkpoint>): void {
  const all = keptCheckpoints();
  const larger = [...found].filter(([origin, { size }]) => size > (all.get(origin)?.size ?? -1));
  if (larger.length === 0) return;
  for (const [origin, checkpoint] of larger) {
    all.delete(origin); // the last ones stand last
    all.set(origin, checkpoint);
  }
  const last = [...all].slice(-MOST_LOGS);
  const told = last.map(([origin, { size, root }]) => [origin, { size, root: base64.encode(root) }]);
  try {
    localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(told)));
  } catch {
    // Then it is forgotten with the page.
  }
}

function kept(): JsonObject {
  try {
    const value = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function checkpointIn(value: Json): Checkpoint | null {
  const size = isObject(value) ? value.size : null;
  try {
    const root = new Uint8Array(base64.decode(textOf(value, "root") ?? ""));
    return Number.isSafeInteger(size) && root.length === HASH_LENGTH ? { size: Number(size), root } : null;
  } catch {
    return null;
  }
}
