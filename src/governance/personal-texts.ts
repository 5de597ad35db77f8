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

/** Somebody of the organisation who is to be forgotten. */
export interface NamedPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/**
 * A record that tells of members, without who one of them was: their e-mail wherever it stands, and their name in the fields that
 * hold names and in what people wrote, all in whatever case they were typed. The id stays. Undefined where it does not say who they were.
 *
 * @param context what the record belongs to: a name is theirs only where their e-mail or their id stands in it, and so is any that stands
 * beside their e-mail there
 */
export function withoutPerson<T>(
  record: T,
  person: NamedPerson,
  context: unknown = record,
): T | undefined {
  const email = anyCase(person.email);
  const texts = textsIn(context);
  if (!texts.some((said) => said.search(email) >= 0 || said.includes(person.id))) return undefined;
  const names = [person.name, ...namesBeside(context, person.email)]
    .filter((name) => name !== "" && name !== tombstone)
    .sort((left, right) => right.length - left.length);
  const longNames = names.filter(({ length }) => length >= anywhereFrom).map(anyCase);
  let isSaid = false;
  const forgotten = (field: string, said: string): string => {
    const isName = isPersonal(field) && names.some((name) => isSame(name, said));
    const sought = isPersonal(field) || isProse(field) ? [email, ...longNames] : [email];
    const left = isName
      ? tombstone
      : sought.reduce((text, old) => text.replace(old, tombstone), said);
    isSaid ||= left !== said;
    return left;
  };
  const left = mapTexts(record, "", forgotten) as T;
  return isSaid ? left : undefined;
}

/** What people write in their own words. */
const isProse = (field: string): boolean => field === "why" || field === "reason";

const isSame = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Where a text stands by itself, and not as a part of a longer address or word. */
function anyCase(text: string): RegExp {
  const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}][._%+-]*)${literal}(?![.-]?[\\p{L}\\p{N}])`, "giu");
}

/** Names that stand beside an e-mail. */
function namesBeside(value: unknown, email: string): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap((one) => namesBeside(one, email));
  const { email: said, name }: { email?: unknown; name?: unknown } = value;
  const isTheirs = typeof said === "string" && isSame(said, email) && typeof name === "string";
  return isTheirs ? [name, ...inner] : inner;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function mapTexts(
  value: unknown,
  field: string,
  map: (field: string, text: string) => string,
): unknown {
  if (typeof value === "string") return map(field, value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, field, map));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, name, map)]),
  );
}
