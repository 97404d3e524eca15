/**
 * All that the verifier's page says of one badge: the answer; who, what and when; a question to its
 * recipient; what is inside; what can be looked at besides; the document; the result to keep.
 *
 * Of a document that nobody signed nothing is repeated: it is only shown as it is.
 */

import type { JsonObject } from "../json.ts";
import type { Report } from "../report.ts";
import { pageWords } from "../page-words.ts";
import { showAnswer } from "./answer.ts";
import type { Checker } from "./checking.ts";
import { contact } from "./contact.ts";
import { credentialIn } from "./document.ts";
import { element, unfolding } from "./elements.ts";
import { howChecked, notes, whoWhatWhen } from "./facts.ts";
import { recipientQuestion } from "./identity.ts";
import { keeping } from "./keeping.ts";
import { lookups } from "./lookups/all.ts";
import { parts } from "./parts.ts";
import { isRepeatable, isSigned } from "./reading.ts";
import type { Site } from "./site.ts";

/** A badge that was checked; `name` is its file's name or its address. */
export interface Checked {
  readonly name: string;
  readonly data: Uint8Array;
  readonly report: Report;
}

/** Everything about a checked badge, for a page of `site`; `checker` makes the checks asked for. */
export function whole(checked: Checked, site: Site, checker: () => Checker): HTMLElement[] {
  const { report, data } = checked;
  const place = element("div");
  place.className = "answer";
  showAnswer(report, place);
  const credential = credentialIn(data);
  const said = credential && isRepeatable(report) ? told(report, credential, site, checker) : [];
  return [place, ...said, howChecked(report), original(data, credential), keeping(checked)];
}

const MOST_SHOWN = 20_000; // characters of what is no credential

function told(report: Report, credential: JsonObject, site: Site, checker: () => Checker): HTMLElement[] {
  const about = element("div", whoWhatWhen(report), ...(isSigned(report) ? contact(credential) : []), recipientQuestion(credential));
  about.className = "about";
  return [
    ...notes(report, site),
    about,
    ...parts(report),
    ...(isSigned(report) ? lookups(report, credential, checker) : []),
  ];
}

/** The document as it was handed in; laid out only when somebody looks. */
function original(data: Uint8Array, credential: JsonObject | null): HTMLElement {
  return unfolding(pageWords.page.document, () => {
    const text = credential ? JSON.stringify(credential, null, 2) : new TextDecoder().decode(data.subarray(0, MOST_SHOWN));
    const shown = element("pre", text);
    shown.tabIndex = 0; // so that it can be scrolled by keys
    return shown;
  });
}
