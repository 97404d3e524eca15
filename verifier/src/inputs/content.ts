/**
 * What bytes are, as their beginning says: never a file's name, nor what a server calls them.
 *
 * It decides only who reads them next. Nothing that is refused later is refused here.
 */

export type Content = "archive" | "png" | "picture" | "svg" | "page" | "pdf" | "json" | "jwt" | "proof";

/** So much of the beginning is enough to tell. */
export const HEAD = 4096;

const BINARY: readonly (readonly [Content, RegExp])[] = [
  ["archive", /^PK(\x03\x04|\x05\x06)/],
  ["png", /^\x89PNG\r\n\x1a\n/],
  ["picture", /^(\xff\xd8\xff|GIF8|RIFF[^]{4}WEBP|[^]{4}ftyp(avif|hei[cf]|mif1))/],
  ["pdf", /^%PDF-/],
];
const TEXT: readonly (readonly [Content, RegExp])[] = [
  ["json", /^[{[]/],
  ["svg", /^(?!<!doctype html|<html)(<[^]*?)?<(\w+:)?svg[\s>]/i],
  ["page", /^</],
  ["proof", /^c2sp\.org\/tlog-proof@v1\n/],
  // The first part of a JWT is an object in base64url: `{"`, `{ ` or a brace and a new line.
  ["jwt", /^e[wy][\w-]*(\.[\w-]*){0,2}\s*$/],
];
const BEFORE_TEXT = /^(\xef\xbb\xbf)?\s*/;

/** Whether bytes of this kind may hold a badge: in a folder, whatever else lies there is left aside. */
export function mayHoldBadges(content: Content | null): boolean {
  return content !== null && content !== "page" && content !== "pdf" && content !== "proof";
}

/** What `data` is, of which the first `HEAD` bytes are enough; null for what holds no badge. */
export function contentOf(data: Uint8Array): Content | null {
  const head = Array.from(data.subarray(0, HEAD), (byte) => String.fromCharCode(byte)).join("");
  const text = head.replace(BEFORE_TEXT, "");
  const kinds = [...BINARY.filter(([, mark]) => mark.test(head)), ...TEXT.filter(([, mark]) => mark.test(text))];
  return kinds[0]?.[0] ?? null;
}
