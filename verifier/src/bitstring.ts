/**
 * Reads one status of a status list: one bit, or a few.
 *
 * Part of the `status` check: Bitstring Status List 1.0, section 3.2 (validate) and section 3.4
 * (expansion). A list is unpacked into bounded memory: a few bytes of gzip can stand for gigabytes.
 */

import { base64urlnopad } from "@scure/base";
import { readAtMost } from "./bytes.ts";
import { type Ended, unchecked } from "./findings.ts";
import type { Json } from "./json.ts";
import { Recent } from "./recent.ts";

const FEWEST = 131_072; // statuses
const MOST_BYTES = 16 * 1024 * 1024;
const RECENT = new Recent<Uint8Array>(2);

/** A place in a list, as a credential names it. */
export interface Place {
  /** Decimal digits. */
  readonly index: string;
  /** Bits of one status. */
  readonly size: number;
  readonly url: string;
}

/**
 * The value at a place, counted from the left, of an `encodedList`.
 *
 * Throws `Ended` with MALFORMED_VALUE_ERROR, STATUS_LIST_LENGTH_ERROR or RANGE_ERROR.
 */
export async function readValue(encoded: Json | undefined, { index, size, url }: Place): Promise<number> {
  const bytes = await bitsOf(encoded, url);
  if (bytes.length * 8 < FEWEST * size) throw unchecked("STATUS_LIST_LENGTH_ERROR", { url });
  const first = Number(index) * size;
  if (first + size > bytes.length * 8) throw unchecked("RANGE_ERROR", { url, index });
  let value = 0;
  for (let place = first; place < first + size; place += 1) value = value * 2 + bitAt(bytes, place);
  return value;
}

function bitAt(bytes: Uint8Array, place: number): number {
  return ((bytes[Math.floor(place / 8)] ?? 0) >> (7 - (place % 8))) & 1;
}

/** All bits of an `encodedList`. Throws `Ended` with MALFORMED_VALUE_ERROR. */
export async function bitsOf(encoded: Json | undefined, url: string): Promise<Uint8Array> {
  if (typeof encoded !== "string" || !encoded.startsWith("u")) throw malformed(url);
  try {
    return await RECENT.of(encoded, () => gunzip(base64urlnopad.decode(encoded.slice(1))));
  } catch {
    throw malformed(url);
  }
}

async function gunzip(packed: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const bits = await readAtMost(stream.pipeThrough(new DecompressionStream("gzip")), MOST_BYTES);
  if (bits === null) throw new RangeError("the list is too long");
  return bits;
}

function malformed(url: string): Ended {
  return unchecked("MALFORMED_VALUE_ERROR/list", { url });
}
