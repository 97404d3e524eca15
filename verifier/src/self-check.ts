/**
 * The badge page checks its own badge, and says what it found where the page has the words that it
 * is not checked yet.
 */

import { bodyAt } from "./fetching.ts";
import { fetchDocument } from "./network.ts";
import { showAnswer } from "./page/answer.ts";
import { inPreview } from "./preview.ts";
import { verify } from "./verify.ts";

/** Checks the badge at `address` and shows the report in `place`. */
export async function checkPage(place: HTMLElement, address: string): Promise<void> {
  const data = await bodyAt(address, fetchDocument);
  if (data === null) return; // NOTE: the page keeps its words: it was not checked
  const root = new URL("../../", address).href;
  const fetch = await inPreview(data, root, fetchDocument);
  showAnswer(await verify(data, { fetch, now: Math.floor(Date.now() / 1000) }), place);
}
