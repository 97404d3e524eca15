/**
 * The badges in what somebody hands in: a file, or what stands at an address.
 *
 * What a file is, its first bytes say, never its name. Whether a badge is any good is not asked here.
 */

import { ask, type WebAnswer } from "../network.ts";
import { type Handed, NoBadge } from "./handed.ts";
import { bakedInSvg, dataOfPage } from "./markup.ts";
import { bakedInPng, isPng } from "./png.ts";

const MOST_BYTES = 16 * 1024 * 1024; // of a file; a picture may be large

/** The badges in a file: a picture's baked ones, or the file itself. Throws `NoBadge`. */
export async function badgesInFile(file: File): Promise<Handed[]> {
  if (file.size > MOST_BYTES) throw new NoBadge("FILE_TOO_LARGE");
  return badgesIn(new Uint8Array(await file.arrayBuffer()), file.name);
}

/** The badges that a link leads to: to data, a baked picture, or a badge's page. Throws `NoBadge`. */
export async function badgesAt(link: string): Promise<Handed[]> {
  const answer = await answerAt(addressIn(link));
  const text = textOf(answer.body);
  if (!isMarkup(text) || bakedInSvg(text)?.length) return badgesIn(answer.body, answer.url);
  const data = dataOfPage(text, answer.url);
  if (data === null) throw new NoBadge("NO_DATA_OF_PAGE");
  const found = await answerAt(data);
  return badgesIn(found.body, found.url);
}

/** What people paste, with or without its scheme. */
function addressIn(link: string): string {
  const text = link.trim();
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:[0-9]+(\/|$)/.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address) || /\s/.test(text) || text === "") throw new NoBadge("NOT_A_LINK");
  return address;
}

async function answerAt(address: string): Promise<WebAnswer> {
  const answer = await ask(address);
  if (typeof answer === "string") throw new NoBadge(answer);
  if (answer.status !== 200) throw new NoBadge([404, 410].includes(answer.status) ? "NOT_FOUND" : "REFUSED");
  return answer;
}

async function badgesIn(data: Uint8Array<ArrayBuffer>, name: string): Promise<Handed[]> {
  const text = textOf(data);
  const baked = isPng(data)
    ? await bakedInPng(data)
    : isMarkup(text)
      ? bakedInSvg(text)?.map((badge) => new TextEncoder().encode(badge))
      : [data];
  if (!baked?.length) throw new NoBadge("NOTHING_BAKED");
  return baked.map((badge) => ({ name, data: badge }));
}

function textOf(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}

function isMarkup(text: string): boolean {
  return text.trimStart().startsWith("<");
}
