/**
 * A document, the world it is checked in, and the state it must be given: the same in Node and in
 * browsers. Each is named after the one thing wrong with it.
 */

import type { Answer, Fetch } from "../../src/verify.ts";

export interface Case {
  readonly name: string;
  readonly document: Uint8Array;
  /** What the network answers, by address; an address not in it does not answer. */
  readonly fetch: Readonly<Record<string, Served>>;
  /** UTC seconds. */
  readonly now: number;
  readonly state: string;
  /** The codes of checks, where the state alone says too little. */
  readonly codes?: Readonly<Record<string, string>>;
}

export interface Served {
  readonly status: number;
  readonly body: string;
}

/** The network of a case. */
export function networkOf({ fetch }: Pick<Case, "fetch">): Fetch {
  return (url) => Promise.resolve(answerOf(fetch[url]));
}

function answerOf(found: Served | undefined): Answer | null {
  return found ? { status: found.status, body: new TextEncoder().encode(found.body) } : null;
}
