/** What is remembered of logs: of each the largest checkpoint that was seen. */

import type { Checkpoint } from "./checkpoint.ts";

/** Handed in with the world: the engine itself keeps nothing from one check to the next. */
export interface Memory {
  /** The largest checkpoint seen of the log with this origin; null for one that was never seen. */
  readonly seen: (origin: string) => Checkpoint | null;
  /** Takes a checkpoint that was found consistent with the one seen. */
  readonly keep: (origin: string, checkpoint: Checkpoint) => void;
}

/** A memory that lasts as long as itself. */
export class Checkpoints implements Memory {
  readonly #all: Map<string, Checkpoint>;

  constructor(all: ReadonlyMap<string, Checkpoint> = new Map<string, Checkpoint>()) {
    this.#all = new Map(all);
  }

  /** All of them, by their origins. */
  get all(): ReadonlyMap<string, Checkpoint> {
    return this.#all;
  }

  seen(origin: string): Checkpoint | null {
    return this.#all.get(origin) ?? null;
  }

  keep(origin: string, checkpoint: Checkpoint): void {
    this.#all.set(origin, checkpoint);
  }
}
