/**
 * What a check ends with.
 *
 * A check is a sequence of steps; the first that is not content throws `Ended` with what it found.
 * Codes and wording: docs/reference/report.md.
 */

import type { Words } from "./wording.ts";

export type Result = "pass" | "fail" | "warn" | "notchecked";

/**
 * How a check ended: its result, the key of its reason in the strings, and what fills it.
 *
 * The key is the code, or the code, a slash and a word where one code has several reasons.
 */
export interface Finding {
  readonly result: Result;
  readonly key: Reason;
  readonly values: Values;
}

/** The key of a sentence that there is in every language. */
export type Reason = keyof Words["reasons"];

/** What fills a sentence; a date stands for a point in time, which each language writes its own way. */
export type Values = Readonly<Record<string, string | Date>>;

/** A check has ended early, with `finding`. */
export class Ended extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.key);
    this.finding = finding;
  }
}

export function finding(result: Result, key: Reason, values: Values = {}): Finding {
  return { result, key, values };
}

/** The end of a check that shows a reason for doubt. */
export function failed(key: Reason, values?: Values): Ended {
  return new Ended(finding("fail", key, values));
}

/** The end of a check that could not be made. */
export function unchecked(key: Reason, values?: Values): Ended {
  return new Ended(finding("notchecked", key, values));
}

/** The stable code of a finding, as the report tells it. */
export function codeOf({ key }: Finding): string {
  return key.split("/", 1)[0] ?? key;
}

/** What `attempt` gives, or the finding with which it ended. Other errors pass. */
export async function endOf<T>(attempt: () => T | Promise<T>): Promise<T | Ended> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof Ended) return error;
    throw error;
  }
}
