/**
 * Signs documents as others do: with jsonld's own canonicalisation, which drops what no context
 * defines, and none of the verifier's code.
 */

import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { base58 } from "@scure/base";
import serialize from "canonicalize";
import jsonld from "jsonld";
import type { JsonObject } from "../../src/json.ts";
import { DID, methodOf } from "./documents.ts";
import type { Signer } from "./keys.ts";

export type Copy = "newer" | "older";

const rdf = new URL("../../../plugins/badgeledger/rdf/", import.meta.url);
const contexts = contextsOf("contexts.json");
const older = contextsOf("older-contexts.json");

function contextsOf(name: string): Record<string, object> {
  return JSON.parse(readFileSync(new URL(name, rdf), "utf8")) as Record<string, object>;
}

export interface Signing {
  readonly suite: string;
  readonly signer: Signer;
  /** Members of the proof that are different. */
  readonly proof?: JsonObject;
  readonly copy?: Copy;
}

/** A document with one more proof. */
export async function signed(document: JsonObject, signing: Signing): Promise<JsonObject> {
  const { proof, ...unsecured } = document;
  const before = proof === undefined ? [] : [proof].flat();
  const added = await proofOf(unsecured, signing);
  return { ...unsecured, proof: before.length === 0 ? added : [...before, added] };
}

/** A proof of a document that has none. */
export async function proofOf(unsecured: JsonObject, { suite, signer, proof, copy = "newer" }: Signing): Promise<JsonObject> {
  const isJcs = suite.includes("-jcs-");
  const options: JsonObject = {
    ...(suite === "Ed25519Signature2020" ? { type: suite } : { type: "DataIntegrityProof", cryptosuite: suite }),
    created: "2026-05-01T00:00:00Z",
    verificationMethod: methodOf(signer, DID),
    proofPurpose: "assertionMethod",
    ...(isJcs ? { "@context": unsecured["@context"] ?? null } : {}),
    ...proof,
  };
  const form = isJcs
    ? (part: JsonObject) => Promise.resolve(serialize(part) ?? "")
    : (part: JsonObject) => canonicalize({ ...part, "@context": unsecured["@context"] ?? null }, copy);
  const hashes = [await form(options), await form(unsecured)].map((part) => createHash("sha256").update(part).digest());
  return { ...options, proofValue: `z${base58.encode(signer.sign(Buffer.concat(hashes)))}` };
}

/** A compact JWS. */
export function compact(header: JsonObject | string, payload: JsonObject | string, signer: Pick<Signer, "sign">): string {
  const parts = [header, payload].map((part) => encoded(typeof part === "string" ? part : JSON.stringify(part)));
  const input = parts.join(".");
  return `${input}.${encoded(signer.sign(Buffer.from(input)))}`;
}

export function encoded(part: string | Uint8Array): string {
  return Buffer.from(part).toString("base64url");
}

async function canonicalize(document: JsonObject, copy: Copy): Promise<string> {
  const known = copy === "older" ? { ...contexts, ...older } : contexts;
  const documentLoader = (url: string) => {
    const context = known[url];
    // A signer of its own mind may know any context; it adds nothing here.
    return Promise.resolve({ documentUrl: url, document: context ?? { "@context": {} } });
  };
  return jsonld.canonize(document, { base: null, safe: false, documentLoader });
}
