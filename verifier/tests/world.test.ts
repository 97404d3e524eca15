/** What surrounds the checks: the network, the preview, the signature's two engines. */

import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { isSignedByEd25519 } from "../src/ed25519.ts";
import { bodyAt } from "../src/fetching.ts";
import type { JsonObject } from "../src/json.ts";
import { fetchDocument } from "../src/network.ts";
import { inPreview } from "../src/preview.ts";
import { verify } from "../src/verify.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("Ed25519", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  const data = bytes("signed");
  const signature = sign(null, data, privateKey);

  for (const engine of ["the browser's", "noble's"]) {
    test(`${engine} says yes to the signed, no to anything else`, async (t) => {
      if (engine === "noble's") {
        t.mock.method(crypto.subtle, "importKey", () => Promise.reject(new Error("unknown algorithm")));
      }
      assert.equal(await isSignedByEd25519(key, signature, data), true);
      assert.equal(await isSignedByEd25519(key, signature, bytes("Signed")), false);
      assert.equal(await isSignedByEd25519(key, Buffer.alloc(64), data), false);
    });
  }
});

describe("the network", () => {
  const servers: ReturnType<typeof createServer>[] = [];

  beforeEach(() => {
    Object.assign(globalThis, { location: new URL("http://badges.test/credentials/1/") });
  });
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  test("a document of this machine", async () => {
    const url = await serve((_, response) => response.end("{}"));
    assert.deepEqual(await bodyAt(url, fetchDocument), bytes("{}"));
  });

  test("nothing is sent of who asks", async (t) => {
    const answer = { status: 200, url: "https://example.org/", body: new Blob(["{}"]).stream() };
    const fetch = t.mock.method(globalThis, "fetch", () => Promise.resolve(answer));
    await fetchDocument("https://example.org/");
    const options = (fetch.mock.calls[0]?.arguments as unknown[])[1] as RequestInit;
    assert.equal(options.credentials, "omit");
    assert.equal(options.referrerPolicy, "no-referrer");
  });

  test("any status but 200 is no document", async () => {
    const url = await serve((_, response) => response.writeHead(404).end("{}"));
    assert.equal(await bodyAt(url, fetchDocument), null);
  });

  test("2 MB is enough", async () => {
    const url = await serve((_, response) => response.end("a".repeat(2 * 1024 * 1024 + 1)));
    assert.equal(await bodyAt(url, fetchDocument), null);
  });

  test("a slow server is left", async () => {
    mock.method(AbortSignal, "timeout", () => AbortSignal.abort());
    const url = await serve(() => undefined);
    assert.equal(await bodyAt(url, fetchDocument), null);
    mock.restoreAll();
  });

  for (const url of [
    "http://example.org/",
    "http://192.168.0.1/",
    "https://user:secret@example.org/",
    "ftp://example.org/",
    "data:application/json,{}",
    "file:///etc/hostname",
    "credential.json",
  ]) {
    test(`${url} is not asked`, async (t) => {
      const fetch = t.mock.method(globalThis, "fetch", () => Promise.reject(new Error("asked")));
      assert.equal(await bodyAt(url, fetchDocument), null);
      assert.equal(fetch.mock.callCount(), 0);
    });
  }

  for (const url of ["https://example.org/", "http://badges.test/status/0.json"]) {
    test(`${url} is asked`, async (t) => {
      const answer = { status: 200, url, body: new Blob(["{}"]).stream() };
      t.mock.method(globalThis, "fetch", () => Promise.resolve(answer));
      assert.deepEqual(await bodyAt(url, fetchDocument), bytes("{}"));
    });
  }

  test("a redirect to elsewhere than https is not followed to its end", async (t) => {
    const answer = { status: 200, url: "http://192.168.0.1/", body: new Blob(["{}"]).stream() };
    t.mock.method(globalThis, "fetch", () => Promise.resolve(answer));
    assert.equal(await fetchDocument("https://example.org/"), null);
  });
});

describe("a preview", () => {
  const site = "https://badges.example.org/badges";
  const id = `${site}/credentials/3f8e1c9a-5b2d-4e7f-8a1b-9c0d1e2f3a4b/credential.json`;
  const root = "http://127.0.0.1:8000/";

  async function asked(members: JsonObject, url: string): Promise<string> {
    const document = { id, type: ["VerifiableCredential", "OpenBadgeCredential"], proof: {}, ...members };
    let found = "";
    const fetch = await inPreview(bytes(JSON.stringify(document)), root, (address) => {
      found = address;
      return Promise.resolve(null);
    });
    await fetch(url);
    return found;
  }

  test("looks for its site under its own root", async () => {
    const issuer = { id: "did:key:z6MkfXa" };
    assert.equal(await asked({ issuer }, `${site}/status/0.json`), `${root}status/0.json`);
    const elsewhere = "https://badges.example.org/other/status/0.json";
    assert.equal(await asked({ issuer }, elsewhere), elsewhere);
  });

  test("is never one of a did:web", async () => {
    const url = `${site}/status/0.json`;
    assert.equal(await asked({ issuer: "did:web:badges.example.org:badges" }, url), url);
    assert.equal(await asked({ issuer: "did:key:z6MkfXa", id: `${site}/x.json` }, url), url);
    assert.equal(await asked({ issuer: 7 }, url), url);
  });
});

describe("whatever happens, there is a report", () => {
  const fetch = () => Promise.reject(new Error("offline"));
  const credential = {
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    issuer: "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    proof: {
      type: "DataIntegrityProof",
      cryptosuite: "eddsa-rdfc-2022",
      proofPurpose: "assertionMethod",
      verificationMethod:
        "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
      proofValue: `z${"1".repeat(64)}`,
    },
  };

  test("in a browser without WebCrypto", async (t) => {
    t.mock.method(crypto.subtle, "digest", () => {
      throw new TypeError("not here");
    });
    const report = await verify(bytes(JSON.stringify(credential)), { fetch, now: 0 });
    assert.equal(report.state, "unchecked-signature");
    assert.deepEqual(new Set(report.checks.map(({ code }) => code)), new Set(["DOCUMENT_OK", "PROGRAM_ERROR", "LOG_NOT_CHECKED"]));
  });

  test("where the network fails in its own way", async () => {
    const proof = { ...credential.proof, verificationMethod: "did:web:example.org#key" };
    const document = { ...credential, issuer: "did:web:example.org", proof };
    const report = await verify(bytes(JSON.stringify(document)), { fetch, now: 0 });
    assert.equal(report.checks[1]?.code, "DID_RETRIEVAL_ERROR");
  });

  for (const member of Object.keys(credential)) {
    for (const value of [null, 7, "", [], {}, [[]], [{}], { id: {} }, { "@context": 7 }]) {
      test(`with ${member} ${JSON.stringify(value)}`, async () => {
        const changed = { ...credential, [member]: value };
        const report = await verify(bytes(JSON.stringify(changed)), { fetch, now: 0 });
        assert.notEqual(report.state, "verified");
        assert.ok(report.headline !== "" && report.checks.every(({ reason }) => reason !== ""));
      });
    }
  }
});
