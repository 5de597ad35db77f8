/** Fields whose values open something: a log that many read holds none of them. */
const secretField = /^keys?$|(?:secret|password|token|invitation|apikey|privatekey|iban)$/i;

/** Addresses that open something for whoever has them: a way into the portal of a customer. */
const openingAddress = /\/portal\/(?:embed\/[^/#\s]+)?#\S/;

/** What stands where a value is left out. */
export const withheldText = "[withheld]";

/** Characters of one side of a change that are kept; of more the digest stands there. */
export const sideLengthMax = 16_384;

/** A value as a log may show it: what opens something is left out, wherever it stands. */
export function withheld(value: unknown): unknown {
  if (typeof value === "string") return openingAddress.test(value) ? withheldText : value;
  if (Array.isArray(value)) return value.map(withheld);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      secretField.test(field) && inner !== null ? withheldText : withheld(inner),
    ]),
  );
}

/** One side of a change as it is kept: itself, or where it is long its digest. */
export function keptSide(value: unknown, sha256: (text: string) => string): unknown {
  const shown = withheld(value ?? null);
  const text = JSON.stringify(shown);
  if (text.length <= sideLengthMax) return shown;
  return { sha256: sha256(text), characters: text.length };
}
