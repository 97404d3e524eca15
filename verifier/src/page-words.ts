/** What only the verifier's page says, besides the answers. */

import strings from "../build/page-strings.json" with { type: "json" };

export const pageWords = strings;

/** Why there is nothing to check: a key of the words' `inputs`. */
export type Problem = keyof typeof strings.inputs;
