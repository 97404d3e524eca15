/**
 * Looks for badges in bytes: in a document, a picture, or an archive of both.
 *
 * What they are, their beginning says, never a name. Whether a badge is any good is not asked here.
 * An address in a picture is followed by the function that is handed in.
 */

import { entriesOf } from "./archive.ts";
import { isCompactJwt } from "./compact-jwt.ts";
import { type Content, contentOf, HEAD, mayHoldBadges } from "./content.ts";
import { type Handed, NoBadge, type Problem } from "./handed.ts";
import { bakedInSvg } from "./markup.ts";
import { bakedInPng } from "./png.ts";
import { codesIn } from "./qr.ts";
import { credentialsIn } from "./several.ts";

export const MOST_BYTES = 16 * 1024 * 1024; // of a picture
const MOST_OF_DOCUMENT = 2 * 1024 * 1024;
const MOST_BADGES = 2000; // in one document
// What is no badge, and cannot hold one.
const NONE = new Map<Content | null, Problem>([["page", "A_PAGE"], ["pdf", "A_PDF"], ["proof", "A_PROOF"]]);
const PICTURES: readonly (Content | null)[] = ["png", "picture", "svg"];

type Bytes = Uint8Array<ArrayBuffer>;
/** Finds the badges at an address that stands in a picture. */
export type Follow = (address: string) => Promise<Handed[]>;

/** The badges in a file. Throws `NoBadge`. */
export async function badgesIn(file: Blob, name: string, follow: Follow): Promise<Handed[]> {
  const content = contentOf(await bytesOf(file.slice(0, HEAD)));
  if (content === "archive") return inArchive(file, name, follow);
  const problem = NONE.get(content);
  if (problem) throw new NoBadge(problem);
  const isPicture = PICTURES.includes(content);
  if (file.size > (isPicture ? MOST_BYTES : MOST_OF_DOCUMENT)) throw new NoBadge("TOO_LARGE");
  const data = await bytesOf(file);
  return isPicture ? inPicture(data, content, name, follow) : inDocument(data, name);
}

/** The badges in a document: itself, or those that it holds. */
export function inDocument(data: Bytes, name: string): Handed[] {
  const credentials = credentialsIn(data);
  if (credentials.length === 1) return credentials.map((each) => ({ name, data: each }));
  const found = credentials.slice(0, MOST_BADGES).map((each, place) => ({ name: `${name} › ${place + 1}`, data: each }));
  return credentials.length > MOST_BADGES ? [...found, unopened(name, "TOO_MANY_INSIDE")] : found;
}

/** The badges that the text of a QR code is, or leads to. Throws `NoBadge`. */
export async function inCode(text: string, name: string, follow: Follow): Promise<Handed[]> {
  if (isDocument(text) || isAddress(text)) return inText(new TextEncoder().encode(text), name, follow);
  throw new NoBadge("CODE_WITHOUT_BADGE");
}

/** Whether a text is meant as a document, not as an address. */
export function isDocument(text: string): boolean {
  return /^\s*[{[]/.test(text) || isCompactJwt(text.trim());
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim());
}

async function bytesOf(file: Blob): Promise<Bytes> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new NoBadge("UNREADABLE_FILE"); // moved away, or forbidden, since it was chosen
  }
}

/** Those baked into a picture; in one without any, those that a QR code in it leads to. */
async function inPicture(data: Bytes, content: Content | null, name: string, follow: Follow): Promise<Handed[]> {
  const baked = content === "png" ? await bakedInPng(data) : content === "svg" ? textsInSvg(data) : [];
  if (baked.length > 0) return inAll(baked, name, (text) => inText(text, name, follow));
  const codes = content === "svg" ? [] : await codesIn(new Blob([data]));
  if (codes.length === 0) throw new NoBadge("NOTHING_BAKED");
  return inAll(codes, name, (text) => inCode(text, name, follow));
}

function textsInSvg(data: Bytes): Bytes[] {
  const texts = bakedInSvg(new TextDecoder().decode(data)) ?? [];
  return texts.map((text) => new TextEncoder().encode(text));
}

/** Those in a text; Open Badges 2.0 bakes the address of a hosted assertion. */
async function inText(data: Bytes, name: string, follow: Follow): Promise<Handed[]> {
  const text = new TextDecoder().decode(data);
  if (!isAddress(text)) return inDocument(data, name);
  const found = await follow(text.trim());
  return found.map((badge) => ({ ...badge, name: `${name} › ${badge.name}` }));
}

async function inArchive(archive: Blob, name: string, follow: Follow): Promise<Handed[]> {
  const found: Handed[] = [];
  for await (const { path, data, problem } of entriesOf(archive)) {
    const inside = path === "" ? name : `${name} › ${path}`;
    found.push(...(problem ? [unopened(inside, problem)] : await inEntry(data, inside, follow)));
  }
  if (found.length === 0) throw new NoBadge("NOTHING_INSIDE");
  return unlessAllFailed(found);
}

/** Those in a file of an archive, where texts and pages that are no badges are no surprise. */
async function inEntry(data: Bytes, name: string, follow: Follow): Promise<Handed[]> {
  const content = contentOf(data);
  if (!mayHoldBadges(content)) return [];
  if (content === "archive") return [unopened(name, "ARCHIVE_INSIDE")];
  return orProblem(name, badgesIn(new Blob([data]), name, follow));
}

async function inAll<Part>(parts: readonly Part[], name: string, look: (part: Part) => Promise<Handed[]>): Promise<Handed[]> {
  const found: Handed[] = [];
  for (const part of parts) found.push(...(await orProblem(name, look(part))));
  return unlessAllFailed(found);
}

async function orProblem(name: string, badges: Promise<Handed[]>): Promise<Handed[]> {
  try {
    return await badges;
  } catch (error) {
    if (error instanceof NoBadge) return [unopened(name, error.key)];
    throw error;
  }
}

function unopened(name: string, problem: Problem): Handed {
  return { name, data: new Uint8Array(), problem };
}

/** Throws `NoBadge` where there is no badge, and one reason for all. */
function unlessAllFailed(found: Handed[]): Handed[] {
  const [reason, ...others] = new Set(found.map(({ problem }) => problem));
  if (reason && others.length === 0) throw new NoBadge(reason);
  return found;
}
