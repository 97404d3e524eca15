/** What other people's libraries sign is verified here, and no longer after a change. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate as generateEcdsa } from "@digitalbazaar/ecdsa-multikey";
import { cryptosuite as ecdsaRdfc } from "@digitalbazaar/ecdsa-rdfc-2019-cryptosuite";
import { generate as generateEddsa } from "@digitalbazaar/ed25519-multikey";
import { Ed25519Signature2020 } from "@digitalbazaar/ed25519-signature-2020";
import { Ed25519VerificationKey2020 } from "@digitalbazaar/ed25519-verification-key-2020";
import { cryptosuite as eddsaRdfc } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { issue } from "@digitalbazaar/vc";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Json, JsonObject } from "../src/json.ts";
import { type Report, verify } from "../src/verify.ts";
import { badge, badge11, DID, didDocument, NOW, serving, text } from "./conformance/documents.ts";

const id = `${DID}#judge`;
const packaged = new URL("../../plugins/badgeledger/rdf/contexts.json", import.meta.url);
const contexts = JSON.parse(readFileSync(packaged, "utf8")) as Record<string, object>;

interface Issued {
  readonly document: Json;
  readonly key: JsonObject;
}

function documentLoader(url: string): Promise<{ documentUrl: string; document: object }> {
  const document = contexts[url];
  return document ? Promise.resolve({ documentUrl: url, document }) : Promise.reject(new Error(url));
}

async function issued(credential: JsonObject, suite: object): Promise<Json> {
  return JSON.parse(JSON.stringify(await issue({ credential, suite, documentLoader }))) as Json;
}

function reportOn({ document, key }: Issued): Promise<Report> {
  const found = serving(didDocument([{ id, controller: DID, ...key }]));
  return verify(new TextEncoder().encode(text(document)), {
    now: NOW,
    fetch: (url) => {
      const answer = found[url];
      return Promise.resolve(answer ? { status: answer.status, body: new TextEncoder().encode(answer.body) } : null);
    },
  });
}

describe("Digital Bazaar's", () => {
  const controller = DID;
  const suites: [string, () => Promise<Issued>][] = [
    ["eddsa-rdfc-2022", async () => {
      const pair = await generateEddsa({ id, controller });
      const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite: eddsaRdfc });
      return { document: await issued(badge(), suite), key: { type: "Multikey", publicKeyMultibase: pair.publicKeyMultibase } };
    }],
    ["ecdsa-rdfc-2019", async () => {
      const pair = await generateEcdsa({ id, controller, curve: "P-256" });
      const suite = new DataIntegrityProof({ signer: pair.signer(), cryptosuite: ecdsaRdfc });
      return { document: await issued(badge(), suite), key: { type: "Multikey", publicKeyMultibase: pair.publicKeyMultibase } };
    }],
    ["Ed25519Signature2020", async () => {
      const pair = await Ed25519VerificationKey2020.generate({ id, controller });
      const suite = new Ed25519Signature2020({ signer: pair.signer() });
      return { document: await issued(badge11(), suite), key: { type: "Ed25519VerificationKey2020", publicKeyMultibase: pair.publicKeyMultibase } };
    }],
  ];
  for (const [name, sign] of suites) {
    test(name, async () => {
      const { document, key } = await sign();
      const report = await reportOn({ document, key });
      assert.deepEqual([report.state, report.proofs.map(({ suite }) => suite)], ["verified", [name]]);
      const changed = { ...(document as JsonObject), name: "Other" };
      assert.equal((await reportOn({ document: changed, key })).state, "tampered");
    });
  }
});

describe("jose's", () => {
  for (const alg of ["EdDSA", "ES256", "RS256"]) {
    test(alg, async () => {
      const { publicKey, privateKey } = await generateKeyPair(alg);
      const publicKeyJwk = JSON.parse(JSON.stringify(await exportJWK(publicKey))) as JsonObject;
      const key = { type: "JsonWebKey", publicKeyJwk };
      const signer = new SignJWT(badge()).setProtectedHeader({ alg, kid: id, typ: "vc+jwt" });
      const document = await signer.setIssuer(DID).setNotBefore(NOW - 9).setExpirationTime(NOW + 9).sign(privateKey);
      const report = await reportOn({ document, key });
      assert.deepEqual([report.state, report.proofs.map(({ suite }) => suite)], ["verified", [alg]]);
      const changed = document.replace(/^[^.]*/, (header) => header.replace(/.$/, (end) => (end === "0" ? "9" : "0")));
      assert.notEqual((await reportOn({ document: changed, key })).state, "verified");
    });
  }
});
