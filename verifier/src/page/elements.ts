/** Parts of a page, made of text alone: nothing from a badge is ever read as markup. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

/** A button that does `act`. */
export function button(label: string, act: () => void): HTMLButtonElement {
  const made = element("button", label);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** A `<details>` that is closed at first. */
export function folded(title: string, ...content: Node[]): HTMLDetailsElement {
  return element("details", element("summary", title), ...content);
}

/** A `<details>` whose content is made when it is first opened. */
export function unfolding(title: string, make: () => Node): HTMLDetailsElement {
  const details = folded(title);
  const fill = (): void => {
    details.append(make());
  };
  details.addEventListener("toggle", fill, { once: true });
  return details;
}

/** A list of names and what stands for them; what is not known is left out. */
export function facts(rows: readonly (readonly [string, string | null])[]): HTMLElement {
  const list = element("dl");
  for (const [name, value] of rows) {
    if (value) list.append(element("div", element("dt", name), element("dd", element("bdi", value))));
  }
  return list;
}
