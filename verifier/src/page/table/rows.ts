/** What the table and its files say of each result; of what nobody signed only that. */

import { pageWords } from "../../page-words.ts";
import { isRepeatable } from "../reading.ts";
import type { Result } from "../results.ts";
import { rowOf, type Sign, signOf } from "../signs.ts";

/** The state in the table of something that could not be opened. */
export const UNOPENED = "unopened";

export interface Row {
  readonly source: string;
  readonly state: string;
  /** The state in a word or two. */
  readonly told: string;
  readonly sign: Sign;
  readonly headline: string;
  readonly badge: string;
  readonly recipient: string;
  readonly issuerDomain: string;
  readonly issuerName: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly checked: string;
  readonly version: string;
}

const NOTHING = {
  badge: "", recipient: "", issuerDomain: "", issuerName: "", validFrom: "", validUntil: "", checked: "", version: "",
};

export function rowFrom(result: Result): Row {
  const source = result.name;
  const states: Record<string, string> = pageWords.states;
  if ("problem" in result) {
    const headline = pageWords.inputs[result.problem];
    return { ...NOTHING, source, headline, state: UNOPENED, told: pageWords.states.unopened, sign: "bad" };
  }
  const { report } = result;
  const { state, headline, time, version } = report;
  const told = states[rowOf(report)] ?? state;
  const known = { ...NOTHING, source, state, told, headline, sign: signOf(report), checked: time, version };
  if (!isRepeatable(report)) return known;
  return {
    ...known,
    badge: report.credential?.name ?? "",
    recipient: report.credential?.recipient ?? "",
    issuerDomain: report.issuer?.domain ?? "",
    issuerName: report.issuer?.name ?? "",
    validFrom: report.credential?.validFrom ?? "",
    validUntil: report.credential?.validUntil ?? "",
  };
}
