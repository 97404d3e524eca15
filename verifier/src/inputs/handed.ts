/** What the inputs hand on to the checks: one badge each, or in words why there is none. */

import type { Problem } from "../page-words.ts";

export type { Problem } from "../page-words.ts";

/** One badge to be checked. */
export interface Handed {
  /** The file that it was in, with its place there, or its address. */
  readonly name: string;
  readonly data: Uint8Array<ArrayBuffer>;
  /** Why `data` is empty: this one could not be opened, while others beside it could. */
  readonly problem?: Problem;
}

/** Nothing at all could be handed on. */
export class NoBadge extends Error {
  readonly key: Problem;

  constructor(key: Problem) {
    super(key);
    this.key = key;
  }
}
