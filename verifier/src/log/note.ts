/**
 * Signed notes and the keys that sign them: C2SP signed-note, with Ed25519.
 *
 * A note is a text, an empty line, and a line for each signature:
 *
 *     badges.example.org/ledger
 *     3
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *
 *     — badges.example.org/ledger Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
 */

import { base64 } from "@scure/base";
import { isSignedByEd25519 } from "../ed25519.ts";
import { isSameHash, sha256 } from "./sha256.ts";

const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const ED25519 = 0x01;
const KEY_ID_LENGTH = 4;
const KEY_LENGTH = 32;
const SIGNATURE_LENGTH = 64;
const NAME = /^[^\s+]+$/u;
const UNSEEN = /[\u0000-\u0009\u000b-\u001f]/;
const SIGNATURE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;

/** A key that signs notes, as `name+key id+key`. */
export interface Vkey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly key: Uint8Array;
}

/** The key that a text stands for; null for one that is none of Ed25519, or whose id is not its own. */
export async function readVkey(text: string): Promise<Vkey | null> {
  const [name = "", id = "", ...rest] = text.split("+");
  const [kind, ...bytes] = readBase64(rest.join("+")) ?? [];
  const key = Uint8Array.from(bytes);
  if (!NAME.test(name) || kind !== ED25519 || key.length !== KEY_LENGTH) return null;
  const digest = await sha256(new TextEncoder().encode(`${name}\n`), Uint8Array.of(ED25519), key);
  const own = digest.subarray(0, KEY_ID_LENGTH);
  const hex = Array.from(own, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === id ? { name, id: own, key } : null;
}

/** The text of a note that this key signed; null where it did not, and for anything that is no note. */
export async function openNote(data: Uint8Array, { name, id, key }: Vkey): Promise<string | null> {
  const note = textOf(data);
  const end = note.lastIndexOf("\n\n") + 1;
  const text = note.slice(0, end);
  const lines = note.slice(end + 1).split("\n");
  const signatures = lines.slice(0, -1).map((line) => SIGNATURE.exec(line));
  if (end === 0 || lines.at(-1) !== "" || signatures.length > MOST_SIGNATURES) return null;
  let isSigned = false;
  for (const signature of signatures) {
    const [, signer, encoded = ""] = signature ?? [];
    const bytes = readBase64(encoded);
    if (signer === undefined || bytes === null || bytes.length <= KEY_ID_LENGTH) return null;
    if (signer !== name || !isSameHash(bytes.subarray(0, KEY_ID_LENGTH), id)) continue; // another's
    const value = bytes.subarray(KEY_ID_LENGTH);
    if (value.length !== SIGNATURE_LENGTH) return null;
    if (!(await isSignedByEd25519(key, value, new TextEncoder().encode(text)))) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

export function readBase64(text: string): Uint8Array | null {
  try {
    return base64.decode(text);
  } catch {
    return null;
  }
}

function textOf(data: Uint8Array): string {
  if (data.length > MOST_BYTES) return "";
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    return UNSEEN.test(text) ? "" : text;
  } catch {
    return "";
  }
}
