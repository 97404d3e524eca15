/** Plain JSON values, and how to look into those of a stranger. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text that an object has as the member `name`; null for anything else. */
export function textOf(value: Json | undefined, name: string): string | null {
  const member = isObject(value) ? value[name] : undefined;
  return typeof member === "string" ? member : null;
}

/** The parts of a member that may be one value or an array of them. */
export function asList(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Whether a member is `name`, or an array that has it. */
export function isNamed(value: Json | undefined, name: string): boolean {
  return asList(value).includes(name);
}

/** The values of a member, out of all lists: a signature holds as well where one stands in lists. */
export function valuesOf(value: Json | undefined): Json[] {
  return asList(value).flatMap((part) => (Array.isArray(part) || part === null ? valuesOf(part) : [part]));
}

/** All that some parts have as the member `name`. */
export function within(parts: readonly Json[], name: string): Json[] {
  return parts.flatMap((part) => (isObject(part) ? valuesOf(part[name]) : []));
}

/** Whether two values are the same JSON, in whatever order their members stand. */
export function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, place) => isSame(part, other[place]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  const isAlike = names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name));
  return isAlike && names.every((name) => isSame(one[name], other[name]));
}
