/**
 * The conformance run's side in Node:
 *
 *     node run.ts cases FILE           writes every case of the families there
 *     node run.ts outcomes IN OUT      reads what is asked, writes the outcomes
 */

import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { families } from "./families.ts";
import { type Asked, outcomesOf } from "./outcomes.ts";

const [what, first = "", second = ""] = process.argv.slice(2);

if (what === "cases") {
  const cases = Object.values(await families()).flat();
  const written = cases.map(({ document, ...others }) => ({ ...others, data: Buffer.from(document).toString("base64") }));
  writeFileSync(first, JSON.stringify(written));
} else {
  const asked = JSON.parse(readFileSync(first, "utf8")) as Asked[];
  writeFileSync(second, JSON.stringify(await outcomesOf(asked)));
}
