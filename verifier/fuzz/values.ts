/** Other values for a member: near ones that a glance takes for the same, and strange ones. */

import type { Json, JsonObject } from "../src/json.ts";
import type { Random } from "./random.ts";
import { objectsIn, spotsIn, valueAt } from "./spots.ts";

const STRANGE: readonly Json[] = [
  null, true, false, 0, -0, 1, 0.1, 1e21, 5e-324, 9_007_199_254_740_991, "", " ", "@id", "@none", "_:b0", "__proto__", "#", "null", "true",
  [], {}, [[]], [{}], [null], { id: null }, { "@id": "_:b0" }, { "@value": null }, { "@set": [] }, { "@list": [] }, { "@graph": [] },
  "\u0000", "\u007f", "\u202e", "\ud7ff", "\u{1f393}", "\n", '"', "\\", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z",
  "https://a.example/", "did:web:badges.example.org", "did:key:z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "urn:x:y", "a".repeat(5000),
];
const SPACE = ["\u00a0", "\u2009", "\u200b", "\u3000", "\t", " "];

/** A value that may stand anywhere: a strange one, or one of the document's own. */
export function anyValue(document: JsonObject, random: Random): Json {
  return random.once(2) ? random.pick(STRANGE) : valueAt(random.pick(spotsIn(document)));
}

/** Another value in the place of `value`. */
export function otherValue(value: Json, random: Random): Json {
  if (random.once(4)) return random.pick(STRANGE);
  if (typeof value === "string") return otherText(value, random);
  if (typeof value === "number") return random.pick([value + 1, -value, value / 3, value * 10, String(value)]);
  if (typeof value === "boolean") return random.pick([!value, String(value), Number(value)]);
  if (Array.isArray(value)) return random.pick([value.slice(1), [...value, ...value], random.shuffled(value), value[0] ?? null]);
  const parts = objectsIn(value);
  return parts.length > 1 ? random.pick(parts.slice(1)) : JSON.stringify(value);
}

function otherText(text: string, random: Random): Json {
  const place = random.below(text.length + 1);
  const [before, after] = [text.slice(0, place), text.slice(place)];
  return random.pick<() => Json>([
    () => before + random.pick(["x", "0", "-", "%20", "e\u0301", ...SPACE]) + after,
    () => before + after.slice(1),
    () => text.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10)),
    () => text.replace(/ /, random.pick(SPACE)),
    () => text.toUpperCase(),
    () => text.toLowerCase(),
    () => text.normalize("NFD"),
    () => `${text} `,
    () => ` ${text}`,
    () => text.replace(/Z$/, random.pick(["+00:00", "-00:00", ".000Z", "z", ""])),
    () => text.replace(/^https:/, random.pick(["http:", "HTTPS:", ""])),
    () => `#${text}`,
    () => text.split(""),
    () => ({ "@value": text }),
    () => ({ "@value": text, "@language": "en" }),
    () => ({ id: text }),
    () => encodeURI(text),
    () => Number(text) || text,
  ])();
}
