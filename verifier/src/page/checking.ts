/** Checks one badge that was handed in, and shows what was found. */

import { fetchDocument } from "../network.ts";
import { inPreview } from "../preview.ts";
import { verify } from "../verify.ts";
import { showAnswer } from "./answer.ts";
import { element } from "./elements.ts";
import { particulars, type Site } from "./particulars.ts";

/** Adds the answer for the badge `data` to `section`; a preview's page looks for its own site below itself. */
export async function checkInto(
  section: HTMLElement,
  data: Uint8Array,
  source: string,
  site: Site & { isPreview: boolean },
): Promise<void> {
  const root = new URL("../", location.href).href;
  const fetch = site.isPreview ? await inPreview(data, root, fetchDocument) : fetchDocument;
  const report = await verify(data, { fetch, now: Math.floor(Date.now() / 1000) });
  const place = element("div");
  place.className = "answer";
  section.append(place);
  showAnswer(report, place);
  section.append(...particulars(report, data, source, site));
}
