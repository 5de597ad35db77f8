/** The button that empties a select: named, and reached by key, which the component leaves out unless it is told. */
export const clearButton = (label: string) =>
  ({ "aria-label": label, "aria-hidden": false, tabIndex: 0 }) as const;
