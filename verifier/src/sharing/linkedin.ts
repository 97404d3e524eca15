/**
 * A badge among somebody's licences and certifications on LinkedIn.
 *
 * LinkedIn opens a form that an address can fill in, but no longer promises to take all of it: so
 * each field can also be copied by itself.
 */

import type { Award } from "./award.ts";

const FORM = "https://www.linkedin.com/profile/add";

/** Where LinkedIn opens its form for this badge. */
export function formFor(award: Award): string {
  const fields = {
    startTask: "CERTIFICATION_NAME",
    name: award.name,
    organizationName: award.issuer,
    ...monthOf("issue", award.awarded),
    ...monthOf("expiration", award.expires),
    certUrl: award.address,
    certId: award.id,
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${FORM}?${query.join("&")}`;
}

/** The fields for a day's year and month; none where there is no day. */
function monthOf(name: "issue" | "expiration", day: string | null): Record<string, string> {
  if (day === null) return {};
  const [year, month] = day.split("-");
  return { [`${name}Year`]: String(Number(year)), [`${name}Month`]: String(Number(month)) };
}
