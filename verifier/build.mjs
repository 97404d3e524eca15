// Builds the browser's scripts: src/ → build/scripts/. The hatch build hook runs it; whoever works
// on the verifier runs it as `npm run build`, and `node build.mjs --data` before the tests.
//
// (1) What the scripts need as data: the contexts a badge uses, the verifier's strings, the version.
// (2) The scripts: `badge.js`, small, and the chunks it loads when they are needed, whose names
//     carry their digest. A chunk never refers to `badge.js`, which may be given another name.
// (3) The licences of the packages in the scripts.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL("./", import.meta.url);
const at = (path) => new URL(path, here);
const PACKAGE = "../plugins/badgeledger/";
const BUNDLED = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  "https://w3id.org/security/data-integrity/v2",
  "https://w3id.org/security/multikey/v1",
  "https://www.w3.org/ns/did/v1",
];

async function writeData() {
  const contexts = JSON.parse(await readFile(at(`${PACKAGE}rdf/contexts.json`), "utf8"));
  const strings = JSON.parse(await readFile(at(`${PACKAGE}outputs/strings/en.json`), "utf8"));
  const bundled = Object.fromEntries(BUNDLED.map((url) => [url, contexts[url]]));
  await mkdir(at("build/"), { recursive: true });
  await writeFile(at("build/contexts.json"), JSON.stringify(bundled));
  await writeFile(at("build/strings.json"), JSON.stringify(strings.verifier));
  const { version } = JSON.parse(await readFile(at("package.json"), "utf8"));
  await writeFile(at("build/about.json"), JSON.stringify({ version }));
}

async function writeScripts() {
  await rm(at("build/scripts/"), { recursive: true, force: true });
  const result = await build({
    absWorkingDir: new URL(".", here).pathname,
    entryPoints: ["src/badge.ts"],
    outdir: "build/scripts",
    bundle: true,
    splitting: true,
    preserveSymlinks: true,
    format: "esm",
    target: "es2022",
    platform: "browser",
    chunkNames: "[name]-[hash]",
    minify: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return result.metafile;
}

async function writeLicences(metafile) {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const homes = used.map((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+\//)?.[0]);
  const texts = [];
  for (const home of [...new Set(homes)].filter(Boolean).sort()) {
    texts.push(`${home.slice("node_modules/".length, -1)}\n\n${await readLicence(home)}`);
  }
  await writeFile(at("build/scripts/licences.txt"), texts.join("\n\n----\n\n"));
}

async function readLicence(home) {
  for (const name of ["LICENSE", "LICENSE.md", "license", "LICENSE.txt"]) {
    const text = await readFile(at(home + name), "utf8").catch(() => undefined);
    if (text) return text.trim();
  }
  return JSON.parse(await readFile(at(`${home}package.json`), "utf8")).license;
}

await writeData();
if (!process.argv.includes("--data")) await writeLicences(await writeScripts());
