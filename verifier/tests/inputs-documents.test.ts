/** Documents that people hand in: one credential, several, or none. */

import assert from "node:assert/strict";
import { describe, test, type TestContext } from "node:test";
import { badgesAt, badgesInCode, badgesInFile } from "../src/inputs/badges.ts";
import { contentOf } from "../src/inputs/content.ts";
import { NoBadge } from "../src/inputs/handed.ts";
import { speakOnPage } from "../src/page-words.ts";

await speakOnPage("en");

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: unknown) => `${base64url({ alg: "EdDSA" })}.${base64url(claims)}.c2ln`;

const A = { type: ["VerifiableCredential", "OpenBadgeCredential"], name: "A", credentialSubject: { points: 1.5 } };
const B = { ...A, name: "B", ["__proto__x"]: "ä\u2028" };
const ASSERTION = { type: "Assertion", id: "https://example.org/1" };
const JWT = jwt(A);
const ENVELOPED = { type: "EnvelopedVerifiableCredential", id: `data:application/vc+jwt,${JWT}` };
const envelope = (token: string) => ({ type: "EnvelopedVerifiablePresentation", id: `data:application/vp+jwt,${token}` });
const presentation = (...verifiableCredential: unknown[]) => ({ type: ["VerifiablePresentation"], verifiableCredential });

async function handed(text: string): Promise<[string, string][]> {
  const found = await badgesInFile(new File([text], "a.json"));
  return found.map(({ name, data }) => [name, new TextDecoder().decode(data)]);
}

describe("a document of several credentials hands on each by itself", () => {
  const both = [["a.json › 1", JSON.stringify(A)], ["a.json › 2", JSON.stringify(B)]];
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ["a list", [A, B], both],
    ["a presentation", presentation(A, B), both],
    ["a presentation of one", { ...presentation(), verifiableCredential: A }, [["a.json", JSON.stringify(A)]]],
    ["a presentation of tokens", presentation(JWT, A), [["a.json › 1", JWT], ["a.json › 2", JSON.stringify(A)]]],
    ["a presentation with what is no credential", presentation(A, 7), [both[0], ["a.json › 2", "7"]]],
    ["enveloped ones", presentation(ENVELOPED, A), [["a.json › 1", JSON.stringify(ENVELOPED)], ["a.json › 2", JSON.stringify(A)]]],
    ["an enveloped presentation", envelope(jwt(presentation(A, B))), both],
    ["a wallet", { type: "UniversalWallet2020", contents: [{ type: "Secret" }, A, presentation(), B] }, both],
    ["tokens", [JWT, JWT], [["a.json › 1", JWT], ["a.json › 2", JWT]]],
    ["assertions", [ASSERTION, ASSERTION], [1, 2].map((place) => [`a.json › ${place}`, JSON.stringify(ASSERTION)])],
  ];
  for (const [name, document, expected] of cases) {
    test(name, async () => {
      assert.deepEqual(await handed(JSON.stringify(document)), expected);
    });
  }

  test("a token that presents them", async () => {
    assert.deepEqual(await handed(jwt(presentation(A, B))), both);
    assert.deepEqual(await handed(jwt({ vp: presentation(A, B) })), both);
  });

  test("very many, as far as the bound", async () => {
    const found = await badgesInFile(new File([`[${'{"type":"Assertion"},'.repeat(2500)}{}]`], "a"));
    assert.equal(found.length, 2001);
    assert.deepEqual([found[2000]?.name, found[2000]?.problem], ["a", "TOO_MANY_INSIDE"]);
  });
});

describe("a document goes on whole, to the byte", () => {
  const nested = { ...A, type: ["OpenBadgeCredential"], verifiableCredential: [B], endorsement: [B] };
  for (const [name, text] of [
    ["a credential", ` ${JSON.stringify(A, null, 2)}\n`],
    ["a credential that holds others", JSON.stringify(nested)],
    ["a list that names a member twice", '[{"type":"Assertion"},{"a":1,"a":2}]'],
    ["a list with a number that programs read differently", '[{"type":"Assertion"},{"a":12345678901234567890}]'],
    ["a list that is cut off", '[{"type":"Assertion"},{"a":'],
    ["a list of nothing", "[]"],
    ["a list of numbers", "[1, 2]"],
    ["a presentation of nothing", JSON.stringify(presentation())],
    ["a wallet without credentials", JSON.stringify({ type: "UniversalWallet2020", contents: "locked" })],
    ["an enveloped credential", JSON.stringify(ENVELOPED)],
    ["a token", JWT],
    ["a token that is damaged", JWT.replace("e", "?")],
    ["a sentence", "hello"],
    ["nothing", ""],
  ] as const) {
    test(name, async () => {
      assert.deepEqual(await handed(text), [["a.json", text]]);
    });
  }

  test("but a token without the space around it", async () => {
    assert.deepEqual(await handed(`\n${JWT} \n`), [["a.json", JWT]]);
  });
});

/** The answers that `fetch` gives, as long as the test runs. */
function answering(context: TestContext, url: string, body: BodyInit, status = 200): string[] {
  const asked: string[] = [];
  Object.assign(globalThis, { location: new URL("https://check.example.net/verify/") });
  context.mock.method(globalThis, "fetch", (address: string, { credentials, referrerPolicy }: RequestInit) => {
    asked.push(`${address} ${credentials ?? ""} ${referrerPolicy ?? ""}`);
    return Promise.resolve(Object.defineProperty(new Response(body, { status }), "url", { value: url }));
  });
  return asked;
}

describe("a link", () => {
  test("is called by the address at which it ends", async (context) => {
    const asked = answering(context, "https://example.org/2", JSON.stringify([A, B]));
    const found = await badgesAt(" example.org:8443/1#part ");
    assert.deepEqual(found.map(({ name }) => name), ["https://example.org/2 › 1", "https://example.org/2 › 2"]);
    assert.deepEqual(asked, ["https://example.org:8443/1#part omit no-referrer"]);
  });

  test("of a verifier is the badge's in it", async (context) => {
    const asked = answering(context, "https://example.org/1", "{}");
    await badgesAt("https://elsewhere.example.net/verify/#url=https%3A%2F%2Fexample.org%2F1");
    assert.deepEqual(asked, ["https://example.org/1 omit no-referrer"]);
  });

  for (const [url, problem] of [
    ["http://example.org/2", "NOT_ALLOWED"],
    ["https://user:word@example.org/2", "NOT_ALLOWED"],
    ["http://127.0.0.1:8000/2", undefined],
  ] as const) {
    test(`that ends at ${url}`, async (context) => {
      answering(context, url, "{}");
      const found = badgesAt("https://example.org/1");
      if (problem) await assert.rejects(found, (error) => error instanceof NoBadge && error.key === problem);
      else assert.equal((await found)[0]?.name, url);
    });
  }
});

describe("text in place of a link", () => {
  test("is a document", async () => {
    for (const text of [JSON.stringify(A), ` ${JWT} `]) {
      const [found, ...others] = await badgesAt(text);
      assert.deepEqual(others, []);
      assert.deepEqual([found?.name, new TextDecoder().decode(found?.data)], ["What was pasted", text.trim()]);
    }
  });

  for (const text of ["", "my badge", "https://["]) {
    test(`is no link: ${JSON.stringify(text)}`, async () => {
      await assert.rejects(badgesAt(text), (error) => error instanceof NoBadge && error.key === "NOT_A_LINK");
    });
  }
});

test("a QR code is a document, or no badge", async () => {
  const [found] = await badgesInCode(JWT);
  assert.deepEqual([found?.name, new TextDecoder().decode(found?.data)], ["QR code", JWT]);
  for (const text of ["hello", "mailto:a@example.org", "badges.example.org", "7.8.9", "WIFI:S:a;;"]) {
    await assert.rejects(badgesInCode(text), (error) => error instanceof NoBadge && error.key === "CODE_WITHOUT_BADGE");
  }
});

test("what bytes are, their beginning says", () => {
  const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
  for (const [text, content] of [
    ["PK\x03\x04", "archive"],
    ["\x89PNG\r\n\x1a\n", "png"],
    ["\xff\xd8\xff\xe0", "picture"],
    ["RIFF\n\r\0\xffWEBP", "picture"],
    ["\0\0\0\x20ftypavif", "picture"],
    ["\xef\xbb\xbf\n {", "json"],
    ["<?xml version='1.0'?><!-- a --><svg\n>", "svg"],
    ["<s:svg xmlns:s=''>", "svg"],
    ["<!doctype html><svg>", "page"],
    [JWT, "jwt"],
    ["eyewitness account", null],
    ["%PDF-1.7", "pdf"],
    ["", null],
  ] as const) {
    assert.equal(contentOf(latin1(text)), content, text);
  }
});

test("a file that is gone is asked for again", async () => {
  const gone = Object.assign(new File(["{}"], "a.json"), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error()) }) });
  await assert.rejects(badgesInFile(gone), (error) => error instanceof NoBadge && error.key === "UNREADABLE_FILE");
});
