/** An issuer's site, and badges of its own, before anything signs them. */

import type { Json, JsonObject } from "../../src/json.ts";
import type { Case, Served } from "./case.ts";
import { ecdsa, ed25519, rsa, type Signer } from "./keys.ts";

export const CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
export const CREDENTIALS_1 = "https://www.w3.org/2018/credentials/v1";
export const BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
export const DID = "did:web:badges.example.org";
export const DID_ADDRESS = "https://badges.example.org/.well-known/did.json";
export const OTHER_DID = "did:web:badges.example.net";
export const NOW = Date.parse("2026-11-20T09:00:00Z") / 1000;

export const ED = ed25519("issuer");
export const EC = ecdsa("issuer");
export const RSA = rsa(2048);
export const OTHER_ED = ed25519("other");
export const OTHER_EC = ecdsa("other");
/** The issuer's keys by their kinds, and somebody else's of the same kinds. */
export const KEYS: readonly (readonly [Signer, Signer])[] = [[ED, OTHER_ED], [EC, OTHER_EC], [RSA, rsa(2048)]];

/** The id of the issuer's verification method with a key. */
export function methodOf({ algorithm }: Signer, did = DID): string {
  return `${did}#${algorithm.toLowerCase()}`;
}

export function badge(members: JsonObject = {}): JsonObject {
  return {
    "@context": [CREDENTIALS, BADGES],
    id: "https://badges.example.org/credentials/1/credential.json",
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: { id: DID, type: ["Profile"], name: "Example Institute" },
    name: "Python Basics",
    validFrom: "2026-05-01T00:00:00Z",
    credentialSubject: {
      id: "did:example:learner",
      type: ["AchievementSubject"],
      achievement: {
        id: "https://badges.example.org/achievements/python-basics/achievement.json",
        type: ["Achievement"],
        name: "Python Basics",
        description: "Reads and writes small programs.",
        criteria: { narrative: "Three exercises and a project." },
      },
    },
    ...members,
  };
}

/** The same by VC Data Model 1.1. */
export function badge11(members: JsonObject = {}): JsonObject {
  const contexts = [
    CREDENTIALS_1,
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/suites/ed25519-2020/v1",
  ];
  const { validFrom, ...others } = badge();
  return { ...others, "@context": contexts, issuanceDate: validFrom ?? null, ...members };
}

/** A verification method with a key, as Multikey where there is one. */
export function method(signer: Signer, members: JsonObject = {}): JsonObject {
  const key: JsonObject = signer.multikey
    ? { type: "Multikey", publicKeyMultibase: signer.multikey }
    : { type: "JsonWebKey", publicKeyJwk: signer.jwk };
  return { id: methodOf(signer), controller: DID, ...key, ...members };
}

export function didDocument(methods: readonly JsonObject[] = KEYS.map(([own]) => method(own)), members: JsonObject = {}): JsonObject {
  const assertionMethod = methods.map(({ id }) => id ?? null);
  return { id: DID, verificationMethod: [...methods], assertionMethod, ...members };
}

/** A network on which the issuer's DID document is found. */
export function serving(did: Json = didDocument(), others: Record<string, Json | string> = {}): Case["fetch"] {
  const bodies = Object.entries({ [DID_ADDRESS]: did, ...others });
  return Object.fromEntries(bodies.map(([url, body]): [string, Served] => [url, { status: 200, body: text(body) }]));
}

export function text(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A case in the world of the issuer. */
export function caseOf(name: string, document: Json, state: string, members: Partial<Case> = {}): Case {
  return { name, document: new TextEncoder().encode(text(document)), fetch: serving(), now: NOW, state, ...members };
}

/** The codes of the two checks of a signature. */
export function codes(proof: string, issuer = proof): { codes: Record<string, string> } {
  return { codes: { proof, issuer } };
}
