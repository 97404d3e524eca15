/** What is remembered of logs: of each the largest checkpoint that was seen. */

import type { Checkpoint } from "./checkpoint.ts";

/** Handed in with the world: the engine itself keeps nothing from one check to the next. */
export interface Memory {
  /** The largest checkpoint seen of the log with this origin; null for one that was never seen. */
  readonly seen: (origin: string) => Checkpoint | null;
  /** Takes a checkpoint that was found consistent with the one seen. */
  readonly keep: (origin: string, checkpoint: Checkpoint) => void;
}

/** Remembers nothing: every log is seen for the first time. */
export const FORGETFUL: Memory = { seen: () => null, keep: () => undefined };
