/**
 * Badges baked into PNG files: Open Badges 3.0, section 5.3.1, and Open Badges 2.0's baking.
 *
 * PNG (third edition), sections 5.2 (signature), 5.3 (chunks), 11.3.3.2 (tEXt) and 11.3.3.4 (iTXt).
 * The chunks are walked, never searched: text that only looks like a badge is none. Their check
 * sums are left aside, for what matters is signed.
 */

import { readAtMost } from "../bytes.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEYWORDS = ["openbadgecredential", "clrcredential", "openbadges"];
const MOST_BYTES = 2 * 1024 * 1024;
const AROUND = 12; // bytes of a chunk besides its content: length, type, check sum

/** Whether a file says that it is a PNG. */
export function isPng(data: Uint8Array): boolean {
  return SIGNATURE.every((byte, place) => data[place] === byte);
}

/** The contents of the chunks of a PNG that hold badges; those that cannot be unpacked are left out. */
export async function bakedInPng(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>[]> {
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (const [type, content] of chunksOf(data)) {
    const text = type === "iTXt" ? await internationalText(content) : type === "tEXt" ? plainText(content) : null;
    if (text !== null) found.push(text);
  }
  return found;
}

function* chunksOf(data: Uint8Array<ArrayBuffer>): Generator<[string, Uint8Array<ArrayBuffer>]> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let start = SIGNATURE.length;
  while (start + AROUND <= data.length) {
    const length = view.getUint32(start);
    if (start + AROUND + length > data.length) return; // cut off
    const type = latin1(data.subarray(start + 4, start + 8));
    yield [type, data.subarray(start + 8, start + 8 + length)];
    start += AROUND + length;
  }
}

/** Keyword, 0, compression flag and method, language tag, 0, translated keyword, 0, text. */
async function internationalText(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const keyword = content.indexOf(0);
  if (!isBadge(content, keyword)) return null;
  const [flag, method] = [content[keyword + 1], content[keyword + 2]];
  const language = content.indexOf(0, keyword + 3);
  const translated = language < 0 ? -1 : content.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = content.subarray(translated + 1);
  return flag === 0 ? text : flag === 1 && method === 0 ? unpack(text) : null;
}

/** Keyword, 0, text. */
function plainText(content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const keyword = content.indexOf(0);
  return isBadge(content, keyword) ? content.subarray(keyword + 1) : null;
}

function isBadge(content: Uint8Array, end: number): boolean {
  return end > 0 && KEYWORDS.includes(latin1(content.subarray(0, end)));
}

async function unpack(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return await readAtMost(stream, MOST_BYTES);
  } catch {
    return null;
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 80)); // PNG allows keywords of 79 bytes
}
