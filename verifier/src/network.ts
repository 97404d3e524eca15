/**
 * The network of a browser, as far as a check may use it.
 *
 * It asks https, this machine itself, and the page's own site; it sends no cookies and no referrer,
 * and takes neither more than 2 MB nor longer than 5 seconds.
 */

import { readAtMost } from "./bytes.ts";
import { isLoopback } from "./did.ts";

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_MILLISECONDS = 5000;

/** What stands at an address, and the address it was found at in the end. */
export interface Answer {
  readonly url: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Why nothing was had from an address: a key of the strings' `inputs`. */
export type Unanswered = "NOT_ALLOWED" | "NOT_FOUND" | "REFUSED" | "TOO_LARGE" | "TOO_SLOW" | "UNREACHABLE";

/** What stands at `url`; null for any answer but a whole one with status 200. */
export async function fetchDocument(url: string): Promise<Uint8Array | null> {
  const answer = await ask(url);
  return typeof answer === "string" ? null : answer.data;
}

/** What stands at `url`, or why nothing was had. */
export async function ask(url: string): Promise<Answer | Unanswered> {
  if (!isAllowed(url)) return "NOT_ALLOWED";
  try {
    return await answerOf(url);
  } catch (error) {
    // A browser does not tell a site that forbids reading (CORS) from one that is not there.
    return error instanceof DOMException && error.name === "TimeoutError" ? "TOO_SLOW" : "UNREACHABLE";
  }
}

async function answerOf(url: string): Promise<Answer | Unanswered> {
  const answer = await fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-cache",
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  });
  if (!isAllowed(answer.url)) return "NOT_ALLOWED";
  if (answer.status !== 200) return answer.status === 404 || answer.status === 410 ? "NOT_FOUND" : "REFUSED";
  const data = answer.body && (await readAtMost(answer.body, MOST_BYTES));
  return data === null ? "TOO_LARGE" : { url: answer.url, data };
}

function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  const isOwnSite = url.origin === location.origin && url.protocol === "http:";
  const isThisMachine = url.protocol === "http:" && isLoopback(url.hostname);
  return url.protocol === "https:" || isThisMachine || isOwnSite;
}
