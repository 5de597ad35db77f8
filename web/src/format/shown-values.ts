import { type DecimalText, sumDecimals } from "./decimal-text.ts";

/** What one value of a dimension came to, as the server tells it; the value of events without any is empty. */
interface ValueUsage {
  readonly value: string;
  readonly windows: readonly { readonly quantity: DecimalText }[];
  readonly total: DecimalText | null;
  readonly events: number;
}

/** A value of a dimension as it is drawn: by its name, with a quantity a window. */
export interface ShownValue {
  readonly name: string;
  readonly quantities: readonly DecimalText[];
}

/** Values that a chart tells apart by colour. */
export const valuesDrawn = 8;

/** What a value is called; events may have none. */
export const valueName = (value: string): string => (value === "" ? "Not stated" : value);

/**
 * The values that a chart draws of those given, which come largest first: where they are too many and add up, the smallest
 * ones are one, the others; where they do not add up, the smallest are left out.
 */
export function shownValues(groups: readonly ValueUsage[], addsUp: boolean): readonly ShownValue[] {
  const shown = (group: ValueUsage): ShownValue => ({
    name: valueName(group.value),
    quantities: group.windows.map(({ quantity }) => quantity),
  });
  if (groups.length <= valuesDrawn) return groups.map(shown);
  if (!addsUp) return groups.slice(0, valuesDrawn).map(shown);
  const others = groups.slice(valuesDrawn - 1);
  const windows = others[0]?.windows ?? [];
  return [
    ...groups.slice(0, valuesDrawn - 1).map(shown),
    {
      name: `${others.length} others`,
      quantities: windows.map((_, at) =>
        sumDecimals(others.map((other) => other.windows[at]?.quantity ?? "0")),
      ),
    },
  ];
}
