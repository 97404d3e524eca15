/** What the cards of the list say of themselves, for search and filters. */

/** The kinds of filters, in the order in which they are shown. */
export const FILTERS = ["type", "level", "language", "skill"] as const;
export type Filter = (typeof FILTERS)[number];

/** A card of the list; `words` is its text as it is searched. */
export interface Entry {
  readonly card: HTMLElement;
  readonly words: string;
  readonly values: Readonly<Record<Filter, readonly string[]>>;
}

/** What somebody looks for. Values of one filter are alternatives, filters add up. */
export interface Wish {
  readonly words: string;
  readonly chosen: Readonly<Record<Filter, ReadonlySet<string>>>;
}

/** The entries of a list. */
export function entriesOf(list: HTMLElement): Entry[] {
  return Array.from(list.children, (card) => {
    const { type, level, language, skills } = (card as HTMLElement).dataset;
    const named = (value: string | undefined): string[] => (value ? [value] : []);
    const skill = JSON.parse(skills ?? "[]") as string[];
    return {
      card: card as HTMLElement,
      words: plain(`${card.textContent} ${skill.join(" ")}`),
      values: { type: named(type), level: named(level), language: named(language), skill },
    };
  });
}

/** Whether an entry is what somebody looks for; `but` leaves one filter aside. */
export function isWanted(entry: Entry, wish: Wish, but?: Filter): boolean {
  return (
    plain(wish.words).split(" ").every((word) => entry.words.includes(word)) &&
    FILTERS.every((filter) => {
      const chosen = wish.chosen[filter];
      return filter === but || chosen.size === 0 || entry.values[filter].some((value) => chosen.has(value));
    })
  );
}

/** A text without capitals and accents, words apart by one space. */
export function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
}
