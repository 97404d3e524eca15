/** From what was handed in to results: each badge found is checked, several at a time. */

import { type Handed, NoBadge, type Problem } from "../inputs/handed.ts";
import type { Checker } from "./checking.ts";
import type { Checked } from "./whole.ts";

export const MOST_BADGES = 2000;

/** Something to look for badges in: how people call it, and where its badges come from. */
export interface Source {
  readonly name: string;
  readonly badges: () => Promise<Handed[]>;
}

/** Something that could not be opened, and why. */
export interface Unopened {
  readonly name: string;
  readonly problem: Problem;
}

export type Result = Checked | Unopened;

/** How far it is: told how many badges are found, and of each that is done. */
export interface Watcher {
  found(total: number): void;
  done(): void;
}

/** Checks all badges of these sources; gives the results in the order of what was handed in. */
export async function resultsOf(sources: readonly Source[], checker: Checker, watcher: Watcher): Promise<Result[]> {
  const running: Promise<Result>[] = [];
  for (const [index, source] of sources.entries()) {
    const badges = await opened(source);
    running.push(...badges.slice(0, MOST_BADGES - running.length).map((badge) => watched(resultOf(badge, checker), watcher)));
    if (running.length === MOST_BADGES) break;
    watcher.found(running.length + sources.length - index - 1);
  }
  const results = await Promise.all(running);
  return results.length < MOST_BADGES ? results : [...results, { name: "…", problem: "TOO_MANY" }];
}

async function watched(running: Promise<Result>, watcher: Watcher): Promise<Result> {
  const result = await running;
  watcher.done();
  return result;
}

async function opened({ name, badges }: Source): Promise<(Handed | Unopened)[]> {
  try {
    return await badges();
  } catch (error) {
    return [{ name, problem: error instanceof NoBadge ? error.key : "NOT_LOADED" }];
  }
}

async function resultOf(handed: Handed | Unopened, checker: Checker): Promise<Result> {
  const { name, problem } = handed;
  if (problem !== undefined || !("data" in handed)) return { name, problem: problem ?? "NOT_LOADED" };
  try {
    return { name, data: handed.data, report: await checker.check(handed.data) };
  } catch {
    return { name, problem: "NOT_LOADED" };
  }
}
