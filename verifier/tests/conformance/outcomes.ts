/**
 * What the engine says of documents that are handed in as files: asked in Node by `run.ts`, and in
 * Chromium as a bundle.
 */

import { badgesInFile } from "../../src/inputs/badges.ts";
import { NoBadge } from "../../src/inputs/handed.ts";
import { verify } from "../../src/verify.ts";
import type { Case } from "./case.ts";

/** A file and the world it is checked in; `data` is base64. */
export interface Asked extends Pick<Case, "name" | "fetch" | "now"> {
  readonly data: string;
}

/** The state of one badge, and the code of each check; or why there was nothing to check. */
export interface Outcome {
  readonly state: string;
  readonly codes: Readonly<Record<string, string>>;
}

/** The outcomes of the badges in each file, in their order. */
export async function outcomesOf(asked: readonly Asked[]): Promise<Outcome[][]> {
  const outcomes: Outcome[][] = [];
  for (const one of asked) outcomes.push(await outcomesOfFile(one));
  return outcomes;
}

async function outcomesOfFile({ name, data, fetch, now }: Asked): Promise<Outcome[]> {
  try {
    const file = new File([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], name);
    const outcomes: Outcome[] = [];
    for (const handed of await badgesInFile(file)) outcomes.push(await outcomeOf(handed.data, { fetch, now }));
    return outcomes;
  } catch (error) {
    if (error instanceof NoBadge) return [{ state: error.key, codes: {} }];
    throw error;
  }
}

async function outcomeOf(document: Uint8Array, { fetch, now }: Pick<Case, "fetch" | "now">): Promise<Outcome> {
  const { state, checks } = await verify(document, {
    now,
    fetch: (url) => {
      const answer = Object.hasOwn(fetch, url) ? fetch[url] : undefined;
      return Promise.resolve(answer ? { status: answer.status, body: new TextEncoder().encode(answer.body) } : null);
    },
  });
  return { state, codes: Object.fromEntries(checks.map(({ check, code }) => [check, code])) };
}
