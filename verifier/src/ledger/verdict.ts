/** What was found of the whole log: one headline with its sign, and every check with its reason. */

import { base64 } from "@scure/base";
import type { LedgerWords } from "../ledger-words.ts";
import { element, facts, folded } from "../page/elements.ts";
import { picture, type Sign } from "../page/signs.ts";
import { fill } from "../wording.ts";
import type { Held, Site, Unheld } from "./examine.ts";

/** A sign, a headline, and what to do, if there is something. */
type Verdict = readonly [Sign, string, string?];
type Check = readonly ["pass" | "fail" | "notchecked", string];

/** Shows a log's examination in `place`; the headline is announced. */
export function showVerdict(place: HTMLElement, found: Held | Unheld, site: Site, words: LedgerWords): void {
  const headline = element("p");
  headline.setAttribute("role", "status");
  const [sign, text, advice] = "why" in found ? unheld(found, words) : held(found, site, words);
  place.dataset.sign = sign;
  place.replaceChildren(
    headline,
    ...(advice === undefined ? [] : [element("p", advice)]),
    ...("why" in found ? [] : [checks(found, site, words)]),
  );
  // A live region speaks of what changes in it: it must be there before its words.
  requestAnimationFrame(() => { headline.append(picture(sign), element("strong", text)); });
}

function unheld({ why, entry, isRefuted }: Unheld, { ledger }: LedgerWords): Verdict {
  const { verdicts, advice } = ledger;
  const reason = { why: fill(ledger.why[why], { entry: String(entry) }) };
  return isRefuted ? ["bad", fill(verdicts.broken, reason), advice.broken] : ["doubt", fill(verdicts.unread, reason), advice.unread];
}

function held({ checkpoint, lists }: Held, { address, isPreview }: Site, { ledger }: LedgerWords): Verdict {
  const { verdicts, advice } = ledger;
  if (lists.some(({ result }) => result === "fail")) return ["bad", verdicts.contradicted, advice.contradicted];
  if (lists.some(({ result }) => result === "notchecked")) return ["doubt", verdicts.unlisted];
  const values = { size: String(checkpoint.size), domain: new URL(address).hostname };
  return isPreview ? ["doubt", fill(verdicts.preview, values)] : ["good", fill(verdicts.whole, values)];
}

function checks(found: Held, site: Site, words: LedgerWords): HTMLElement {
  const { ledger } = words;
  const list = element("ul", ...checked(found, site, words).map(([result, text]) => {
    const item = element("li", text);
    item.dataset.result = result;
    return item;
  }));
  const { log, checkpoint } = found;
  return folded(ledger.checks, list, facts([[ledger.key, log.vkey], [ledger.root, base64.encode(checkpoint.root)]]));
}

function checked({ checkpoint, story, lists, seen }: Held, { isPreview }: Site, { ledger }: LedgerWords): Check[] {
  const { found } = ledger;
  const size = String(checkpoint.size);
  return [
    ["pass", found.checkpoint],
    ["pass", fill(found.root, { size })],
    ["pass", found.rules],
    ...(isPreview ? [] : [remembered(seen, ledger)]),
    ...(lists.every(({ result }) => result === "pass")
      ? [["pass", fill(found.lists, { count: String(story.ended.size) })] as const]
      : lists.flatMap(({ url, result, differing }): Check[] => {
          if (result === "pass") return [];
          const text = result === "fail" ? found.lists_differ : found.lists_unread;
          return [[result, fill(text, { url, entries: named(differing) })]];
        })),
  ];
}

function remembered(seen: number | null, { found }: LedgerWords["ledger"]): Check {
  return seen === null ? ["notchecked", found.memory_none] : ["pass", fill(found.memory, { size: String(seen) })];
}

/** Some of the entries, and a sign that there are more. */
function named(entries: readonly number[]): string {
  return entries.slice(0, 20).join(", ") + (entries.length > 20 ? ", …" : "");
}
