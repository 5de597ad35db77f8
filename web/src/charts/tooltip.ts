import styles from "./tooltip.module.css";

/** One line of a tooltip: a name, its exact figure as text, and its colour when it is a series. */
export interface TooltipRow {
  readonly name: string;
  readonly figure: string;
  readonly colour?: string;
  readonly strong?: boolean;
}

function element(tag: string, className: string | undefined, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  made.textContent = text;
  return made;
}

/** Builds a tooltip from elements, not from markup: names are never parsed and no inline style attribute is needed. */
export function tooltipContent(title: string, rows: readonly TooltipRow[]): HTMLElement {
  const box = element("div", styles.tooltip);
  box.append(element("div", styles.title, title));
  for (const row of rows) {
    const line = element("div", row.strong === true ? styles.strong : styles.row);
    const swatch = element("span", styles.swatch);
    if (row.colour !== undefined) swatch.style.background = row.colour;
    line.append(swatch, element("span", styles.name, row.name));
    line.append(element("span", styles.figure, row.figure));
    box.append(line);
  }
  return box;
}

/** The tooltip's frame, plain: `tooltipContent` brings its own. */
export const tooltipFrame = {
  trigger: "axis",
  confine: true,
  padding: 0,
  borderWidth: 0,
  backgroundColor: "transparent",
  extraCssText: "box-shadow:none",
  transitionDuration: 0,
} as const;
