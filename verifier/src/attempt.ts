/**
 * What is left to do with a proof that seems in order: find its key, and see whether it fits.
 *
 * The end of the checks `proof` and `issuer` of one proof, the same for every form.
 */

import type { Fetch } from "./fetching.ts";
import { Ended, endOf, type Finding, finding, type Reason, type Values } from "./findings.ts";
import { findKey, type IssuerKey, type Sought } from "./issuer.ts";
import type { KeyKind, PublicKey } from "./keys.ts";

export const NOT_REACHED = finding("notchecked", "NOT_REACHED");

/** How the two checks ended for a proof. */
export interface Outcome {
  readonly proof: Finding;
  readonly issuer: Finding;
}

export interface Attempt {
  readonly sought: Sought;
  /** The kind of key that its way of signing needs. */
  readonly kind: KeyKind;
  /** Throws `Ended` unless the proof fits. */
  readonly verify: (key: PublicKey) => Promise<void>;
}

/** How both checks end. */
export async function outcomeOf(
  { sought, kind, verify }: Attempt,
  issuer: string,
  fetch: Fetch,
  now: number,
): Promise<Outcome> {
  const found = await endOf(() => findKey(issuer, sought, fetch, now)); // (4), (5)
  if (found instanceof Ended) return { proof: found.finding, issuer: found.finding };
  return outcomeWith(found, { kind, verify });
}

/** How both checks end with a key that was found. */
export async function outcomeWith({ key, finding: issuer }: IssuerKey, { kind, verify }: Omit<Attempt, "sought">): Promise<Outcome> {
  if (key?.kind === kind) return { proof: await fit(() => verify(key)), issuer }; // (7) to (9)
  if (issuer.result === "fail") return { proof: NOT_REACHED, issuer };
  return undecided("UNSUPPORTED_KEY"); // (6)
}

/** The end where neither check can be made. */
export function undecided(key: Reason, values: Values = {}): Outcome {
  const end = finding("notchecked", key, values);
  return { proof: end, issuer: end };
}

/** The end where the proof itself is damaged. */
export function malformed(): Outcome {
  return { proof: finding("fail", "MALFORMED_PROOF"), issuer: NOT_REACHED };
}

/** The end where it is not the issuer's proof, whether or not it fits. */
export function notTheIssuers(key: Reason, values: Values = {}): Outcome {
  return { proof: NOT_REACHED, issuer: finding("fail", key, values) };
}

/** Whether a verification method is, by its very name, the issuer's; else the end of both checks. */
export function otherSigner(method: string, issuer: string): Outcome | null {
  const [signer = ""] = method.split("#", 1);
  return signer === issuer ? null : notTheIssuers("OTHER_ISSUER", { did: issuer, other: signer });
}

async function fit(verify: () => Promise<void>): Promise<Finding> {
  const end = await endOf(verify);
  return end instanceof Ended ? end.finding : finding("pass", "PROOF_OK");
}
