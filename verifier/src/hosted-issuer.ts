/**
 * Finds the issuer of an Open Badges 2.0 assertion, and whether the assertion stands on its site.
 *
 * The `issuer` check of such a badge: Open Badges 2.0, BadgeClass, Profile and VerificationObject
 * (allowedOrigins, startsWith). Anybody can publish an assertion that names another's badge class:
 * it counts only where the issuer's own profile lets its assertions stand.
 */

import { bodyAt, type Fetch } from "./fetching.ts";
import { type Ended, endOf, type Finding, finding, unchecked } from "./findings.ts";
import { asList, isObject, type Json, type JsonObject, textOf } from "./json.ts";
import { readObject } from "./strict-json.ts";

/** The issuer of a badge class. */
export interface HostedIssuer {
  readonly id: string;
  readonly name: string | null;
  /** The badge class that names it. */
  readonly badge: JsonObject;
  /** Its profile as it stands at its own address; null if it could not be had. */
  readonly published: JsonObject | null;
}

/** The issuer of a badge class, which is told in full or named by its address; or why it is not known. */
export async function findIssuer(named: Json, fetch: Fetch): Promise<HostedIssuer | Ended> {
  return endOf(async () => {
    const badge = typeof named === "string" ? await objectAt(named, fetch) : named;
    const told = isObject(badge) ? (badge.issuer ?? null) : null;
    const id = typeof told === "string" ? told : textOf(told, "id");
    if (!isObject(badge) || id === null) throw unknown(typeof named === "string" ? named : (textOf(named, "id") ?? ""));
    const published = await profileAt(id, fetch);
    const profile = published ?? (isObject(told) ? told : null);
    if (profile === null) throw unknown(id);
    return { id, name: textOf(profile, "name"), badge, published };
  });
}

/** Whether the assertion at `url` is where its issuer lets its assertions stand. */
export function checkSite({ id, published }: HostedIssuer, url: string): Finding {
  const policy = isObject(published?.verification) ? published.verification : {};
  const hosts = policy.allowedOrigins === undefined ? [hostOf(id)] : asList(policy.allowedOrigins);
  const starts = asList(policy.startsWith);
  const isOwn = hosts.includes(hostOf(url)) && hostOf(url) !== "";
  const isWithin = starts.length === 0 || starts.some((start) => typeof start === "string" && url.startsWith(start));
  return isOwn && isWithin
    ? finding("pass", "ISSUER_OK/hosted", { domain: hostOf(id) })
    : finding("fail", "OTHER_SITE", { url, issuer: id });
}

/** Host and port of an address; empty if it has none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}

/** The profile at an issuer's own address. What that address leads to on another host is not its own word. */
async function profileAt(id: string, fetch: Fetch): Promise<JsonObject | null> {
  const answer = await fetch(id);
  return hostOf(answer?.url ?? id) === hostOf(id) ? objectAt(id, fetch) : null;
}

/** The object at an address, if it says that it is that one. */
export async function objectAt(url: string, fetch: Fetch): Promise<JsonObject | null> {
  const body = await bodyAt(url, fetch);
  const found = body && readObject(body);
  return found?.id === url ? found : null;
}

function unknown(url: string): Ended {
  return unchecked("PROFILE_RETRIEVAL_ERROR", { url });
}
