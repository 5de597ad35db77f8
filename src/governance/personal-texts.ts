/** What stands where something about a person stood. */
export const tombstone = "[erased]";

/** Fields of a customer that tell who somebody is, and what they are called where documents repeat them. */
const personalFields = [
  "name",
  "customerName",
  "email",
  "phone",
  "line1",
  "line2",
  "city",
  "registration",
  "reference",
  "purchaseOrder",
] as const;

const isPersonal = (field: string): boolean =>
  (personalFields as readonly string[]).includes(field);

/** Texts to be replaced, and what by, in this order. */
export interface Replacements {
  readonly olds: readonly string[];
  readonly news: readonly string[];
}

/** A text that long, or longer, is replaced wherever it stands; a shorter one, which may be a part of any word, in its field only. */
const anywhereFrom = 5;

/**
 * What is to be replaced so that nothing of a customer's facts tells who it was: each personal field with its value, and each value
 * that is long enough wherever it stands. What decides a tax stays (country, region, postal code, VAT number), and so does the
 * customer's id: it is the caller's own, and holds the books together.
 *
 * @param facts everything that was ever told of who the customer is, and what documents say of it, parsed
 */
export function replacementsOf(id: string, facts: readonly unknown[]): Replacements {
  const found = facts.flatMap((fact) => fieldsIn(fact));
  const values = [...new Set(found.map(({ value }) => value))];
  const fields = [...new Set(found.map(({ field }) => field).concat("customerName"))];
  const inFields = values.flatMap((value) =>
    fields.flatMap((field): [string, string][] => [
      [`"${field}":${JSON.stringify(value)}`, `"${field}":"${tombstone}"`],
      [`"${field}": ${JSON.stringify(value)}`, `"${field}": "${tombstone}"`],
    ]),
  );
  const anywhere = values
    .filter((value) => value.length >= anywhereFrom && !id.includes(value))
    .sort((left, right) => right.length - left.length)
    .flatMap((value): [string, string][] => [
      [JSON.stringify(value).slice(1, -1), tombstone],
      [value, tombstone],
    ]);
  const pairs = [...inFields, ...anywhere];
  return { olds: pairs.map(([old]) => old), news: pairs.map(([, now]) => now) };
}

interface PersonalField {
  readonly field: string;
  readonly value: string;
}

function fieldsIn(value: unknown): readonly PersonalField[] {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    isPersonal(field) && typeof inner === "string" && inner !== "" && inner !== tombstone
      ? [{ field, value: inner }]
      : fieldsIn(inner),
  );
}
