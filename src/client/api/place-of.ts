/** What the address of a route is filled in with. */
export interface Place {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** A path with its parts put in, and its query; undefined and empty parameters are left out. */
export function placeOf(template: string, { path = {}, query = {} }: Place = {}): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") parameters.set(name, String(value));
  return parameters.size === 0 ? filled : `${filled}?${parameters}`;
}
