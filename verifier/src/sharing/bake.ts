/**
 * Bakes a signed badge into its picture: Open Badges 3.0, section 5.3 ("Baked Badges").
 *
 * PNG (third edition), sections 5.3 (chunks), 5.5 (check sums) and 11.3.3.4 (iTXt). The pictures are
 * the site's own and hold no badge yet, so that none comes to hold two.
 */

const KEYWORD = "openbadgecredential";
const NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEAD = 33; // bytes of a PNG's signature and of its first chunk, IHDR
const POLYNOMIAL = 0xed_b8_83_20;

/** `png` with the badge in one uncompressed `iTXt` chunk, behind the first chunk. Throws for what is no PNG. */
export function bakePng(png: Uint8Array, credential: string): Uint8Array<ArrayBuffer> {
  requirePng(png);
  const utf8 = new TextEncoder();
  // Keyword, 0; not compressed, method 0; no language, 0; no translated keyword, 0; the text.
  const content = utf8.encode(`iTXt${KEYWORD}\0\0\0\0\0${credential}`);
  const chunk = joined([number(content.length - 4), content, number(checkSum(content))]);
  return joined([png.subarray(0, HEAD), chunk, png.subarray(HEAD)]);
}

/** `svg` with the badge as the first element within `<svg>`. Throws for what is no SVG. */
export function bakeSvg(svg: string, credential: string): string {
  const end = /<svg\b[^>]*/.exec(svg);
  if (end === null) throw new TypeError("no SVG");
  const [opening] = end;
  const [before, after] = [svg.slice(0, end.index), svg.slice(end.index + opening.length)];
  // What would end the section early ends one, and begins the next.
  const data = credential.replaceAll("]]>", "]]]]><![CDATA[>");
  const baked = `<openbadges:credential><![CDATA[${data}]]></openbadges:credential>`;
  return `${before}${opening} xmlns:openbadges="${NAMESPACE}">${baked}${after.slice(1)}`;
}

/** A PNG within an SVG, for pictures that are no drawings. Throws for what is no PNG. */
export function framed(png: Uint8Array): string {
  requirePng(png);
  const size = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [size.getUint32(16), size.getUint32(20)]; // of IHDR
  const data = btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(""));
  const image = `<image width="${width}" height="${height}" href="data:image/png;base64,${data}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${image}</svg>`;
}

/** A server may answer with a page where a picture should be. */
function requirePng(data: Uint8Array): void {
  const isPng = data.length > HEAD && SIGNATURE.every((byte, place) => data[place] === byte);
  if (!isPng) throw new TypeError("no PNG");
}

/** CRC-32 as PNG has it. */
function checkSum(data: Uint8Array): number {
  let sum = 0xff_ff_ff_ff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? POLYNOMIAL : 0);
  }
  return ~sum >>> 0;
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
