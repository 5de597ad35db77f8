/** What an address asks for, before it is trusted: every value is text. */
export type RawSearch = Readonly<Record<string, unknown>>;

/** A parameter that is set. */
export function text(search: RawSearch, name: string): string | undefined {
  const value = search[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A civil day or an instant in UTC; anything else is as if it were not asked for. */
export function moment(search: RawSearch, name: string): string | undefined {
  const value = text(search, name);
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(value)) return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}

/** A parameter that is one of some words. */
export function oneOf<Choice extends string>(
  search: RawSearch,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

/** Leaves out what is not set, so that addresses stay short. */
export function present<Search extends object>(search: Search): Partial<Search> {
  const entries = Object.entries(search).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Search>;
}

/** A filter with a part of it changed; what is empty then is not narrowed by. */
export function narrowed<Filter extends object>(filter: Filter, part: Partial<Filter>): Filter {
  const entries = Object.entries({ ...filter, ...part });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && value !== ""),
  ) as Filter;
}

/** Reads a query string; the last of a repeated parameter counts. */
export function parseSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Writes a query string as a person would, without parameters that are not set. */
export function stringifySearch(search: RawSearch): string {
  const set = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return query === "" ? "" : `?${query}`;
}
