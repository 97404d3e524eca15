// Builds the browser's scripts: src/ → build/scripts/. The hatch build hook runs it; whoever works
// on the verifier runs it as `npm run build`, and `node build.mjs --data` before the tests.
//
// (1) What the scripts need as data: the contexts a badge uses, the words in each language (the
//     verifier's answers, its page, sharing, the log, the site's pages), the version.
// (2) The scripts of pages: `badge.js`, `catalogue.js`, `embed.js`, `ledger.js`, `verify.js` and its worker `worker.js`,
//     small, and the chunks that they load when they are needed, whose names carry their digest. A
//     chunk never refers to one of the six, which may be given another name.
// (3) The script of the file to keep, `verify-file.js`: all of it in one piece.
// (4) The licences of the packages in the scripts.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = new URL("./", import.meta.url);
const at = (path) => new URL(path, here);
const PACKAGE = "../plugins/badgeledger/";
// Those that badges of today use; the others are a chunk of their own.
const COMMON = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
];
const LANGUAGES = ["en", "es", "pt", "fr", "de"];

async function writeData() {
  const contexts = Object.entries(await readJson(`${PACKAGE}rdf/contexts.json`));
  const older = await readJson(`${PACKAGE}rdf/older-contexts.json`);
  const { version } = await readJson("package.json");
  const common = contexts.filter(([url]) => COMMON.includes(url));
  const rarer = contexts.filter(([url]) => !COMMON.includes(url));
  await mkdir(at("build/"), { recursive: true });
  await writeJson("build/contexts.json", Object.fromEntries(common));
  await writeJson("build/rarer-contexts.json", Object.fromEntries(rarer));
  await writeJson("build/older-contexts.json", older);
  for (const language of LANGUAGES) {
    const { verifier, verify, share, ledger, ...site } = await readJson(`${PACKAGE}outputs/strings/${language}.json`);
    const { locale } = site;
    const { inputs, page, lookups, many, columns, states, ...answers } = verifier;
    await writeJson(`build/strings-${language}.json`, { locale, ...answers });
    const ofPage = { inputs, page, lookups, many, columns, states, verify };
    await writeJson(`build/page-strings-${language}.json`, ofPage);
    await writeJson(`build/share-strings-${language}.json`, share);
    await writeJson(`build/ledger-strings-${language}.json`, { ledger });
    for (const other of ["days", "issuer", "plain"]) delete site[other]; // only Python says them
    await writeJson(`build/site-strings-${language}.json`, site);
  }
  await writeJson("build/about.json", { version });
}

async function readJson(path) {
  return JSON.parse(await readFile(at(path), "utf8"));
}

async function writeJson(path, value) {
  await writeFile(at(path), JSON.stringify(value));
}

// What only expands and canonicalises never needs these: they would be a fifth of jsonld.
const NEVER_CALLED = /[/\\]jsonld[/\\]lib[/\\](?:compact|frame|fromRdf)\.js$/;
const leaveOut = {
  name: "leave out what is never called",
  setup: ({ onLoad }) => onLoad({ filter: NEVER_CALLED }, () => ({ contents: "module.exports = {};" })),
};

const HOW = {
  absWorkingDir: fileURLToPath(here),
  outdir: "build/scripts",
  bundle: true,
  plugins: [leaveOut],
  preserveSymlinks: true,
  target: "es2022",
  platform: "browser",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

async function writeScripts() {
  await rm(at("build/scripts/"), { recursive: true, force: true });
  const inChunks = { ...HOW, splitting: true, format: "esm", chunkNames: "[name]-[hash]" };
  const pages = await build({
    ...inChunks,
    entryPoints: { badge: "src/badge.ts", catalogue: "src/catalogue.ts", embed: "src/embed.ts", verify: "src/verify-page.ts", worker: "src/worker.ts" },
  });
  // By itself: what it shares would cut the chunks that badge pages load into more and smaller ones.
  const ledger = await build({ ...inChunks, entryPoints: { ledger: "src/ledger-page.ts" } });
  const file = await build({ ...HOW, entryPoints: { "verify-file": "src/verify-file.ts" }, format: "iife" });
  return [pages.metafile, ledger.metafile, file.metafile];
}

async function writeLicences(metafiles) {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const used = outputs.flatMap((output) => Object.keys(output.inputs));
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
  return (await readJson(`${home}package.json`)).license;
}

await writeData();
if (!process.argv.includes("--data")) await writeLicences(await writeScripts());
