// Measures one verifier in this Node:  node check.mjs VERIFIER task.json
//
// The task has `engine` (the file of our engine), `answers` and `texts`; the result has `load`, `times`
// and `found`.

import { readFileSync } from "node:fs";
import process from "node:process";
import { certVerifier, cutOff, ours, timed, verifierCore } from "./verifiers.mjs";

const [verifier, task] = process.argv.slice(2);
const { engine, answers, texts } = JSON.parse(readFileSync(task, "utf8"));
const LOADERS = {
  ours: async () => ours(await import(engine), answers),
  "verifier-core": async () => verifierCore(await import("@digitalcredentials/verifier-core")),
  "cert-verifier-js": async () =>
    certVerifier(await import("@blockcerts/cert-verifier-js/dist/verifier-node/index.js")),
};

cutOff(answers);
const begin = performance.now();
const check = await LOADERS[verifier]();
const load = performance.now() - begin;
process.stdout.write(JSON.stringify({ load, ...(await timed(check, texts)) }));
process.exit(0);
