/**
 * What a log proof that was handed in with a badge shows, where the issuer cannot be asked.
 *
 * The signature fits the key that it names, and a log has the badge. Whose the key and the log are is
 * not known then, nor whether the badge was withdrawn: `issuer` and `status` stay unchecked.
 */

import { outcomeWith } from "../attempt.ts";
import type { Credential } from "../document.ts";
import { type Finding, finding } from "../findings.ts";
import { readMultikey } from "../multikey.ts";
import { attemptAt } from "../proof.ts";
import type { Signatures } from "../signature.ts";
import { Unsecured } from "../unsecured.ts";
import { placeByProof } from "./proving.ts";

/** How signature and log look by the proofs that were handed in. */
export interface Offline {
  readonly signatures: Signatures;
  readonly log: Finding;
}

/** The same checks with what the proofs show. */
export async function checkOffline(credential: Credential, found: Signatures, proofs: readonly Uint8Array[]): Promise<Offline> {
  for (const file of proofs) {
    const place = await placeByProof(credential, file);
    const proof = place && (await fitByItsOwnKey(credential, found));
    if (!place || !proof) continue;
    const { leaf, time, size } = place;
    const log = finding("pass", "LOG_OK/proof", { leaf: String(leaf), time: new Date(time * 1000), size: String(size) });
    const each = found.each.map((one) => ({ ...one, proof }));
    return { signatures: { ...found, proof, each }, log };
  }
  return { signatures: found, log: finding("notchecked", "LOG_NOT_CHECKED/proof") };
}

/** Whether the only proof fits the key that is its verificationMethod's fragment; null where that is no key. */
async function fitByItsOwnKey(credential: Credential, { issuer }: Signatures): Promise<Finding | null> {
  const [proof, ...others] = credential.proofs;
  if (proof === undefined || others.length > 0) return null;
  const attempt = await attemptAt(credential, proof, new Unsecured(credential.document));
  const method = "sought" in attempt && attempt.sought && "method" in attempt.sought ? attempt.sought.method : "";
  const key = await readMultikey(method.slice(method.indexOf("#") + 1));
  if (key === null || !("sought" in attempt)) return null;
  const outcome = await outcomeWith({ key, finding: issuer }, attempt);
  return outcome.proof.result === "pass" ? finding("pass", "PROOF_OK/named") : outcome.proof;
}
