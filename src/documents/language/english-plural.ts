/** The English plural of a unit: `node-hours`, `requests per second`; abbreviations stay as they are. */
export function plural(unit: string, single: boolean): string {
  if (single) return unit;
  const [, noun = unit, rest = ""] = /^(.*?)( per .*)?$/.exec(unit) ?? [];
  if (!/[a-z]$/.test(noun) || /[A-Z]$/.test(noun)) return unit;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies${rest}`;
  return `${noun}${/(s|x|z|ch|sh)$/.test(noun) ? "es" : "s"}${rest}`;
}
