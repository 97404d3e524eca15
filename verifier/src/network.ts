/**
 * The network of a browser, as far as a check may use it.
 *
 * It asks https, this machine itself, and the page's own site; it sends no cookies and no referrer,
 * and takes neither more than 2 MB nor longer than 5 seconds.
 */

import { isLoopback } from "./did.ts";

const MOST_BYTES = 2 * 1024 * 1024;
const MOST_MILLISECONDS = 5000;

/** What stands at `url`; null for any answer but a whole one with status 200. */
export async function fetchDocument(url: string): Promise<Uint8Array | null> {
  if (!isAllowed(url)) return null;
  const answer = await fetch(url, {
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-cache",
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  });
  const isWanted = answer.status === 200 && isAllowed(answer.url) && answer.body !== null;
  return isWanted ? readAtMost(answer.body) : null;
}

function isAllowed(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  const isOwnSite = url.origin === location.origin && url.protocol === "http:";
  const isThisMachine = url.protocol === "http:" && isLoopback(url.hostname);
  return url.protocol === "https:" || isThisMachine || isOwnSite;
}

async function readAtMost(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array | null> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
