/**
 * The points of the curve P-256 in their short form: SEC 1, section 2.3.4 (octet string to point).
 *
 * The arithmetic is noble's, loaded when such a key is met: browsers do not read the short form.
 */

import { Field } from "@noble/curves/abstract/modular.js";
import { bytesToNumberBE } from "@noble/curves/utils.js";

// SEC 2, section 2.4.2.
const FIELD = Field(0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn);
const A = FIELD.create(-3n);
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const SIGNS = [2, 3]; // y is even, or odd

/** The two numbers of a point, 32 bytes each; null where there is no such point. */
export function readPoint(short: Uint8Array): [Uint8Array, Uint8Array] | null {
  const sign = SIGNS.indexOf(short[0] ?? 0);
  const x = bytesToNumberBE(short.subarray(1));
  if (sign < 0 || !FIELD.isValid(x)) return null;
  const square = FIELD.add(FIELD.mul(FIELD.add(FIELD.sqr(x), A), x), B);
  try {
    const y = FIELD.sqrt(square);
    return [FIELD.toBytes(x), FIELD.toBytes(y % 2n === BigInt(sign) ? y : FIELD.neg(y))];
  } catch {
    return null;
  }
}
