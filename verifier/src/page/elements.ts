/** Parts of a page, made of text alone: nothing from a badge is ever read as markup. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** A `<details>` that is closed at first. */
export function folded(title: string, ...content: Node[]): HTMLElement {
  return element("details", element("summary", title), ...content);
}

/** A list of names and what stands for them; what is not known is left out. */
export function facts(rows: readonly (readonly [string, string | null])[]): HTMLElement {
  const list = element("dl");
  for (const [name, value] of rows) {
    if (value) list.append(element("div", element("dt", name), element("dd", element("bdi", value))));
  }
  return list;
}
