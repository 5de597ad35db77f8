import { oneOf, present, type RawSearch, text } from "../../search-parameters.ts";

/** What movements can be divided by. */
export const dimensions = ["plan", "stream", "segment", "country", "customer"] as const;

/** One of them. */
export type Dimension = (typeof dimensions)[number];

/** A month that an address names. */
function month(search: RawSearch, name: string): string | undefined {
  const value = text(search, name);
  return value !== undefined && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(value) ? value : undefined;
}

/** What the page's address says: the month that is looked at, how it is counted, and the figure that is opened. */
export const metricsSearch = (search: RawSearch) =>
  present({
    month: month(search, "month"),
    by: oneOf<Dimension>(search, "by", dimensions),
    cohorts: oneOf<"customers">(search, "cohorts", ["customers"]),
    preset: text(search, "preset"),
    usage: oneOf<"in" | "out">(search, "usage", ["in", "out"]),
    figure: text(search, "figure"),
    at: month(search, "at"),
    term: text(search, "term"),
  });
