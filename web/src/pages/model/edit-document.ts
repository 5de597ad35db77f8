import { stepsOf } from "./json-places.ts";

/** JSON, as a draft of a model is made of. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What stands at a JSON pointer; undefined for nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  let found = document;
  for (const step of stepsOf(pointer)) {
    if (Array.isArray(found)) found = found[Number(step)];
    else found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** A copy with another value at a pointer; undefined takes out what stands there. Objects on the way that are missing are made. */
export function withValue(document: unknown, pointer: string, value: unknown): unknown {
  return replaced(document, stepsOf(pointer), value);
}

function replaced(holder: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(holder)) {
    const place = Number(step);
    const inner = replaced(holder[place], rest, value);
    if (inner === undefined) return holder.filter((_, at) => at !== place);
    return place < holder.length
      ? holder.map((item, at) => (at === place ? inner : item))
      : [...holder, inner];
  }
  const own = isObject(holder) ? holder : {};
  const inner = replaced(own[step], rest, value);
  const entries = Object.entries(own).filter(([key]) => key !== step || inner !== undefined);
  if (inner === undefined) return Object.fromEntries(entries);
  return Object.hasOwn(own, step)
    ? Object.fromEntries(entries.map(([key, part]) => [key, key === step ? inner : part]))
    : Object.fromEntries([...entries, [step, inner]]);
}

/** The text of a draft: as a model file is written. */
export const draftText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

/** The version after another: its last number one higher, else with a 2 behind it; none of those that are taken. */
export function nextVersion(version: string, taken: ReadonlySet<string>): string {
  const [, head = "", digits] = /^(.*?)(\d+)$/.exec(version) ?? [];
  let next = version;
  let number = digits === undefined ? 1n : BigInt(digits);
  do {
    number += 1n;
    next =
      digits === undefined
        ? `${version}-${number}`
        : `${head}${String(number).padStart(digits.length, "0")}`;
  } while (taken.has(next));
  return next;
}
