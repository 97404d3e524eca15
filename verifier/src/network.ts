/**
 * The network of a browser, as far as a check may use it.
 *
 * It asks https, this machine itself, and the page's own site; it sends no cookies and no referrer,
 * and takes neither more than 2 MB nor longer than 5 seconds.
 */

import { readAtMost } from "./bytes.ts";
import { isLoopback } from "./did.ts";
import type { Answer } from "./fetching.ts";

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_MILLISECONDS = 5000;

/** An answer, and the address it was found at in the end. */
export interface WebAnswer extends Answer {
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Why nothing answered: a key of the strings' `inputs`. */
export type Unanswered = "NOT_ALLOWED" | "TOO_LARGE" | "TOO_SLOW" | "UNREACHABLE";

/** What `url` answers; null where nothing did. */
export async function fetchDocument(url: string): Promise<Answer | null> {
  const answer = await ask(url);
  return typeof answer === "string" ? null : answer;
}

/** What `url` answers in at most so many bytes, or why nothing did. */
export async function ask(url: string, most = MOST_BYTES): Promise<WebAnswer | Unanswered> {
  if (!isAllowed(url)) return "NOT_ALLOWED";
  try {
    return await answerOf(url, most);
  } catch (error) {
    // A browser does not tell a site that forbids reading (CORS) from one that is not there.
    return error instanceof DOMException && error.name === "TimeoutError" ? "TOO_SLOW" : "UNREACHABLE";
  }
}

async function answerOf(url: string, most: number): Promise<WebAnswer | Unanswered> {
  const answer = await fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-cache",
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  });
  if (!isAllowed(answer.url)) return "NOT_ALLOWED";
  const body = answer.body ? await readAtMost(answer.body, most) : new Uint8Array();
  return body === null ? "TOO_LARGE" : { url: answer.url, status: answer.status, body };
}

function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  const isOwnSite = url.origin === location.origin && url.protocol === "http:";
  const isThisMachine = url.protocol === "http:" && isLoopback(url.hostname);
  return url.protocol === "https:" || isThisMachine || isOwnSite;
}
