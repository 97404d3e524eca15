/** The places in a JSON document where a change can be made. */

import { isObject, type Json, type JsonObject } from "../src/json.ts";

/** A member of an object, or an entry of a list. */
export interface Spot {
  readonly holder: JsonObject | Json[];
  readonly key: string;
}

/** Every place in a document, at any depth. */
export function spotsIn(document: Json): Spot[] {
  if (typeof document !== "object" || document === null) return [];
  return Object.entries(document).flatMap(([key, value]) => [
    { holder: document, key },
    ...spotsIn(value),
  ]);
}

/** Every object in a document, itself included. */
export function objectsIn(document: Json): JsonObject[] {
  const below = spotsIn(document).map(valueAt).filter(isObject);
  return isObject(document) ? [document, ...below] : below;
}

export function valueAt({ holder, key }: Spot): Json {
  return (holder as JsonObject)[key] ?? null;
}

/**
 * Puts a copy of a value in a place.
 *
 * NOTE: defined rather than assigned: `__proto__` is a member like any other in JSON.
 */
export function put({ holder, key }: Spot, value: Json): void {
  const always = { enumerable: true, configurable: true, writable: true };
  Object.defineProperty(holder, key, { ...always, value: structuredClone(value) });
}

export function remove({ holder, key }: Spot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

export function isMember({ holder }: Spot): boolean {
  return !Array.isArray(holder);
}
