/** Ed25519 (RFC 8032): the browser's own where it has it, else noble's, loaded when needed. */

type Bytes = Uint8Array<ArrayBuffer>;

/** Whether `signature` is by the holder of `key`, over exactly `data`. */
export async function isSignedByEd25519(key: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean> {
  try {
    const algorithm = { name: "Ed25519" };
    const own = await crypto.subtle.importKey("raw", key as Bytes, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, own, signature as Bytes, data as Bytes);
  } catch {
    const { verifyAsync } = await import("@noble/ed25519");
    return verifyAsync(signature, data, key, { zip215: false });
  }
}
