/**
 * The badges in what somebody hands in: a file, a link or other text, or a QR code.
 *
 * `badgesInFile`, `badgesAt` and `badgesInCode` are the doors of this room. They throw nothing but
 * `NoBadge`. A link is asked from this browser, never through somebody else's server; where a site
 * does not let other pages read it, there is no way but the file.
 */

import { ask, type WebAnswer } from "../network.ts";
import { pageWords } from "../page-words.ts";
import { contentOf } from "./content.ts";
import { type Handed, NoBadge } from "./handed.ts";
import { bakedInSvg, dataOfPage } from "./markup.ts";
import { badgesIn, type Follow, inCode, inDocument, isDocument, MOST_BYTES } from "./reading.ts";

/** The badges in a file; `name` is the file's, with its place in a folder. Throws `NoBadge`. */
export async function badgesInFile(file: File, name = file.webkitRelativePath || file.name): Promise<Handed[]> {
  return orNoBadge(badgesIn(file, name, followOnce));
}

/** The badges that a link leads to, or those in a document that was pasted in its place. Throws `NoBadge`. */
export async function badgesAt(text: string): Promise<Handed[]> {
  if (isDocument(text)) return inDocument(new TextEncoder().encode(text), pageWords.page.pasted);
  return orNoBadge(badgesAtAddress(addressIn(text), followOnce));
}

/** The badges that a QR code is, or leads to. Throws `NoBadge`. */
export async function badgesInCode(text: string): Promise<Handed[]> {
  return orNoBadge(inCode(text, pageWords.page.code, followOnce));
}

/** Whatever else goes wrong is a part of the program that was not to be had. */
async function orNoBadge(badges: Promise<Handed[]>): Promise<Handed[]> {
  try {
    return await badges;
  } catch (error) {
    throw error instanceof NoBadge ? error : new NoBadge("NOT_LOADED");
  }
}

/** What people paste, with or without its scheme; of a verifier's own link, the badge in it. */
function addressIn(link: string): string {
  const text = link.trim();
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*:[0-9]+(\/|$)/.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address) || /\s/.test(text) || text === "") throw new NoBadge("NOT_A_LINK");
  return address;
}

/** Where a verifier is asked to check an address (`verify/#url=…`), that address. */
function badgeIn(address: string): string {
  return (URL.canParse(address) && new URLSearchParams(new URL(address).hash.slice(1)).get("url")) || address;
}

const followOnce: Follow = (address) => badgesAtAddress(address, followNoFurther);

const followNoFurther: Follow = () => Promise.reject(new NoBadge("LEADS_ON"));

/** The badges at an address: of data, a baked picture, or a badge's page, which names its data. */
async function badgesAtAddress(address: string, follow: Follow): Promise<Handed[]> {
  const answer = await answerAt(badgeIn(address));
  const data = isPage(answer.body) ? await answerAt(dataAddress(answer)) : answer;
  return badgesIn(new Blob([data.body]), data.url, follow);
}

function isPage(data: Uint8Array): boolean {
  const content = contentOf(data);
  return content === "page" || (content === "svg" && bakedInSvg(textOf(data)) === null);
}

function dataAddress({ body, url }: WebAnswer): string {
  const address = dataOfPage(textOf(body), url);
  if (address === null) throw new NoBadge("NO_DATA_OF_PAGE");
  return address;
}

async function answerAt(address: string): Promise<WebAnswer> {
  const answer = await ask(address, MOST_BYTES);
  if (typeof answer === "string") throw new NoBadge(answer === "UNREACHABLE" && !navigator.onLine ? "OFFLINE" : answer);
  if (answer.status !== 200) throw new NoBadge([404, 410].includes(answer.status) ? "NOT_FOUND" : "REFUSED");
  return answer;
}

function textOf(data: Uint8Array): string {
  return new TextDecoder().decode(data);
}
