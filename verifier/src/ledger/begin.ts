/**
 * The page of the log: reads all of it, says whether it holds, and only then shows it.
 *
 * `#90` behind the page's address leads to that entry.
 */

import { type LedgerWords, ledgerWordsIn } from "../ledger-words.ts";
import { keepCheckpoints, keptCheckpoints } from "../log/kept.ts";
import { Checkpoints } from "../log/memory.ts";
import { fetchDocument } from "../network.ts";
import { speakAround } from "../page/interface.ts";
import { speak } from "../page/language.ts";
import { speakIn } from "../spoken.ts";
import type { Language } from "../wording.ts";
import { examine, type Held, type Site, type Unheld } from "./examine.ts";
import { Reading } from "./progress.ts";
import { Shown } from "./shown.ts";
import { showVerdict } from "./verdict.ts";

/** Makes the page work. Without its words it stays as it came. */
export async function showLedger(page: Document): Promise<void> {
  const [verdict, log] = [page.getElementById("verdict"), page.getElementById("log")];
  if (verdict === null || log === null) return;
  const site = siteOf(page);
  let words: LedgerWords;
  let found: Held | Unheld | null = null;
  const shown = new Shown(log, page.body.dataset.timezone ?? "UTC");
  const show = (): void => {
    if (found === null) return;
    showVerdict(verdict, found, site, words);
    log.hidden = "why" in found; // then nothing is claimed of it
    if (!("why" in found)) shown.show(found.story, words);
  };
  const become = async (language: Language): Promise<void> => {
    [words] = await Promise.all([ledgerWordsIn(language), speakIn(language)]);
    await speakAround(page, language, ledgerWordsIn);
  };
  await speak({ place: page.documentElement, become, again: show }, page.getElementById("language"));
  const reading = new Reading(verdict, () => words);
  const root = new URL("../", page.baseURI).href;
  // A preview's addresses are those of a site that need not exist yet: its own page's stand for them.
  const inPreview = (url: string): ReturnType<typeof fetchDocument> =>
    fetchDocument(url.startsWith(`${site.address}/`) ? root + url.slice(site.address.length + 1) : url);
  const memory = site.isPreview ? new Checkpoints() : new Checkpoints(keptCheckpoints());
  found = await examine(site, {
    fetch: site.isPreview ? inPreview : fetchDocument,
    memory,
    now: Math.floor(Date.now() / 1000),
    watch: (read, size) => { reading.show(read, size); },
  });
  if (!site.isPreview) keepCheckpoints(memory.all);
  show();
}

function siteOf({ body: { dataset } }: Document): Site {
  return { issuer: dataset.issuer ?? "", address: dataset.site ?? "", isPreview: "preview" in dataset };
}
