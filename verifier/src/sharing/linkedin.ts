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
  const [year, month] = award.awarded.split("-").map(Number);
  const [endYear, endMonth] = (award.expires ?? "").split("-").map(Number);
  const fields = {
    startTask: "CERTIFICATION_NAME",
    name: award.name,
    organizationName: award.issuer,
    issueYear: year,
    issueMonth: month,
    ...(endYear && endMonth ? { expirationYear: endYear, expirationMonth: endMonth } : {}),
    certUrl: award.address,
    certId: award.id,
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${FORM}?${query.join("&")}`;
}
