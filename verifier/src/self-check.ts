/**
 * The badge page checks its own badge, and says what it found where the page has the words that it
 * is not checked yet; then it offers what can be done with the badge.
 */

import { ownBadge } from "./own-badge.ts";
import { showAnswer } from "./page/answer.ts";
import { credentialIn } from "./page/document.ts";
import { speakAround } from "./page/interface.ts";
import { preferred, speak } from "./page/language.ts";
import { checkOf } from "./page/reading.ts";
import type { Report } from "./report.ts";
import { speakIn } from "./spoken.ts";
import { type Language, languageAmong, wordsIn } from "./wording.ts";

/** Checks the badge at `address` and shows the report in `place`. */
export async function checkPage(place: HTMLElement, address: string): Promise<void> {
  // Loaded while the badge is: what the site's own badges all need.
  void Promise.allSettled([import("./canonical.ts"), wordsIn(preferred())]);
  // Withdrawn, where the page itself says so: the list that says it too may be out of reach.
  const known = place.dataset.state;
  const badge = await ownBadge(address, new URL("../../", address).href);
  if (badge === null) return; // NOTE: the page keeps its words: it was not checked
  const answer = async (): Promise<void> => {
    const report = await badge.check();
    showAnswer(report, place);
    // The answer does not wait for it, and the page is whole without.
    void offerSharing(badge.data, report, known ?? report.state, languageAmong([place.lang]) ?? "en").catch(() => null);
  };
  const become = async (language: Language): Promise<void> => {
    await Promise.all([speakIn(language), speakAround(document.body, language)]);
  };
  await speak({ place, become, again: () => void answer() }, document.querySelector("footer"));
  await answer();
}

/** Offers what can be done with the badge. */
async function offerSharing(data: Uint8Array, report: Report, state: string, language: Language): Promise<void> {
  const [home, credential] = [document.getElementById("share"), credentialIn(data)];
  if (home === null || credential === null) return;
  const { offer } = await import("./sharing/offer.ts");
  const isLogged = checkOf(report, "log").result === "pass";
  await offer(home, { text: new TextDecoder().decode(data), credential, state, isLogged }, language);
}
