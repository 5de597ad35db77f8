import type { FilterValue } from "../../model/meter.ts";

/** The value at a JSON pointer of a whole text, read all at once: what the readers must agree with. */
export function naiveField(text: string, pointer: string): FilterValue | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    if (Array.isArray(value) && key === "length") return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  if (typeof value === "string") return value.length <= 1024 ? value : undefined;
  return typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

/** The bytes in pieces, cut at these places. */
export function piecesOf(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (left, right) => left - right,
  );
  let from = 0;
  return places.map((to) => {
    const piece = bytes.subarray(from, to);
    from = to;
    return piece;
  });
}
