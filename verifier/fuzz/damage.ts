/** Damage to bytes: what a disk, a cable or a careless editor does, and what an attacker tries. */

import type { Random } from "./random.ts";

type Damage = (bytes: readonly number[], random: Random) => number[];

const DAMAGES: readonly Damage[] = [flipped, replaced, inserted, deleted, cut, repeated, swapped];
// Characters that mean something to JSON, to numbers or to UTF-8.
const TELLING = new TextEncoder().encode("\"\\{}[]:,-+.eEu0 19\n\t/");
const ODD = [...TELLING, 0x00, 0x1f, 0x7f, 0x80, 0xc0, 0xe2, 0xed, 0xf4, 0xff];

/** `data` with one to three places damaged. */
export function damaged(data: Uint8Array, random: Random): Uint8Array {
  if (data.length === 0) return data;
  let bytes = [...data];
  for (let count = random.below(3); count >= 0; count -= 1) bytes = random.pick(DAMAGES)(bytes, random);
  return Uint8Array.from(bytes);
}

function flipped(bytes: readonly number[], random: Random): number[] {
  const place = random.below(bytes.length + 1);
  const bit = 1 << random.below(8);
  return bytes.map((byte, index) => (index === place ? byte ^ bit : byte));
}

function replaced(bytes: readonly number[], random: Random): number[] {
  return bytes.with(random.below(bytes.length), byteOf(random));
}

function inserted(bytes: readonly number[], random: Random): number[] {
  return bytes.toSpliced(random.below(bytes.length + 1), 0, byteOf(random));
}

function deleted(bytes: readonly number[], random: Random): number[] {
  return bytes.length > 1 ? bytes.toSpliced(random.below(bytes.length), 1) : [...bytes];
}

function cut(bytes: readonly number[], random: Random): number[] {
  return bytes.slice(0, 1 + random.below(bytes.length));
}

/** A stretch that stands twice. */
function repeated(bytes: readonly number[], random: Random): number[] {
  const [start, end] = stretch(bytes, random);
  return bytes.toSpliced(end, 0, ...bytes.slice(start, end));
}

/** A stretch that changes places with the one behind it. */
function swapped(bytes: readonly number[], random: Random): number[] {
  const [start, end] = stretch(bytes, random);
  return bytes.toSpliced(start, 2 * (end - start), ...bytes.slice(end, 2 * end - start), ...bytes.slice(start, end));
}

function stretch(bytes: readonly number[], random: Random): [number, number] {
  const start = random.below(bytes.length);
  return [start, Math.min(bytes.length, start + 1 + random.below(40))];
}

function byteOf(random: Random): number {
  return random.once(3) ? random.below(256) : random.pick(ODD);
}
