/**
 * Checks that a credential is signed, and by the issuer it names.
 *
 * The `proof` and `issuer` checks, over all proofs of a proof set (Data Integrity 1.0, section
 * 2.1.1): it holds if one that can be checked holds, and none that can be checked fails. What
 * others signed besides the issuer neither helps nor harms.
 */

import { NOT_REACHED, type Outcome } from "./attempt.ts";
import type { Span } from "./dates.ts";
import type { Credential } from "./document.ts";
import type { Fetch } from "./fetching.ts";
import { finding } from "./findings.ts";
import { checkProof, nameOf, type ProofName } from "./proof.ts";
import { Unsecured } from "./unsecured.ts";

/** How one proof of a set ended. */
export interface Signed extends Outcome, ProofName {
  readonly end: number | null;
}

/** How all proofs of a credential ended, and each of them. */
export interface Signatures extends Outcome {
  readonly each: readonly Signed[];
}

/** Whether the issuer itself signed exactly this. */
export function holds({ proof, issuer }: Outcome): boolean {
  return proof.result === "pass" && (issuer.result === "pass" || issuer.result === "warn");
}

/** Whether one of the two failed. */
export function isBroken({ proof, issuer }: Outcome): boolean {
  return proof.result === "fail" || issuer.result === "fail";
}

/** The checks `proof` and `issuer` of a credential (report.md, "proof and issuer"). */
export async function checkSignature(credential: Credential, fetch: Fetch, now: number): Promise<Signatures> {
  const unsecured = new Unsecured(credential.document);
  const found: Signed[] = [];
  for (const proof of credential.proofs) {
    const signature = await checkProof(credential, proof, unsecured, fetch, now);
    found.push({ ...signature, ...nameOf(proof), end: proof.end });
  }
  const each = found.some((one) => !isOther(one)) ? found.map(apart) : found;
  const counts = each.find(isBroken) ?? each.find(holds) ?? each.find((one) => !isOther(one));
  return { proof: counts?.proof ?? NOT_REACHED, issuer: counts?.issuer ?? NOT_REACHED, each };
}

/** When a credential holds: within its own dates, and as long as one of the proofs that hold. */
export function spanOf({ span }: Credential, { each }: Signatures): Span {
  const holding = each.filter(holds);
  const ends = (holding.length > 0 ? holding : each).map(({ end }) => end ?? Infinity);
  const end = Math.min(span.end ?? Infinity, Math.max(...ends));
  return { start: span.start, end: end === Infinity ? null : end };
}

/** Whether a proof is not the issuer's. */
function isOther({ issuer }: Outcome): boolean {
  return issuer.key === "OTHER_ISSUER" || issuer.key === "OTHER_SIGNER";
}

/** A proof of somebody else in a set that has the issuer's as well: it does not count. */
function apart(one: Signed): Signed {
  if (!isOther(one)) return one;
  const other = finding("notchecked", "OTHER_SIGNER", one.issuer.values);
  return { ...one, proof: other, issuer: other };
}
