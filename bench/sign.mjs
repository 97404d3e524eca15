// Signs documents with Digital Bazaar's libraries, as an issuing service does, and takes the time.
//
// Reads one JSON object from standard input: `key`, a Multikey with its secret; `warm` and `measured`,
// lists of `document` and `created`. Writes `seconds`, the processor time that signing the measured
// ones took, and `signatures`.

import process from "node:process";
import { json } from "node:stream/consumers";
import { contexts, cryptosuite, DataIntegrityProof, Ed25519Multikey, vc } from "../tests/judges/libraries.mjs";

const { key, warm, measured } = await json(process.stdin);
const signer = (await Ed25519Multikey.from(key)).signer();

const documentLoader = async (url) => {
  if (!contexts.has(url)) throw new Error(`${url} is not in the packages`);
  return { contextUrl: null, documentUrl: url, document: contexts.get(url) };
};

async function sign({ document: credential, created: date }) {
  const suite = new DataIntegrityProof({ signer, date, cryptosuite });
  return (await vc.issue({ credential, suite, documentLoader })).proof.proofValue;
}

for (const task of warm) await sign(task);
const before = process.cpuUsage();
const signatures = [];
for (const task of measured) signatures.push(await sign(task));
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, signatures }));
