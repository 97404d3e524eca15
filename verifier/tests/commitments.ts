/**
 * Says what the log must have of each credential that comes in, one a line with its site: for
 * tests/test_log_commitments.py, which compares it with what the ledger's own log has.
 */

import { createInterface } from "node:readline";
import type { JsonObject } from "../src/json.ts";
import { commitmentOf } from "../src/log/entry.ts";

for await (const line of createInterface({ input: process.stdin })) {
  const { credential, site } = JSON.parse(line) as { credential: JsonObject; site: string };
  console.log(JSON.stringify(await commitmentOf(credential, site)));
}
