/**
 * The badge page checks its own badge, and says what it found where the page has the words that it
 * is not checked yet.
 */

import { bodyAt, remembering } from "./fetching.ts";
import { fetchDocument } from "./network.ts";
import { showAnswer } from "./page/answer.ts";
import { speakAround } from "./page/interface.ts";
import { preferred, speak } from "./page/language.ts";
import { inPreview } from "./preview.ts";
import { speakIn, words } from "./spoken.ts";
import { verify } from "./verify.ts";
import { type Language, wordsIn } from "./wording.ts";

/** Checks the badge at `address` and shows the report in `place`. */
export async function checkPage(place: HTMLElement, address: string): Promise<void> {
  // Loaded while the badge is: what the site's own badges all need.
  void Promise.allSettled([import("./canonical.ts"), wordsIn(preferred())]);
  const data = await bodyAt(address, fetchDocument);
  if (data === null) return; // NOTE: the page keeps its words: it was not checked
  const root = new URL("../../", address).href;
  const fetch = remembering(await inPreview(data, root, fetchDocument));
  const now = Math.floor(Date.now() / 1000);
  const answer = async (): Promise<void> => {
    showAnswer(await verify(data, { fetch, now, words }), place);
  };
  const become = async (language: Language): Promise<void> => {
    await Promise.all([speakIn(language), speakAround(document.body, language)]);
  };
  await speak({ place, become, again: () => void answer() }, document.querySelector("footer"));
  await answer();
}
