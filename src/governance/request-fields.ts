import { type MoneyValue, parseMoney } from "../money/money.ts";

/** Fields of a part of a request, whatever it is. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none of anything else. */
export const fieldsOf = (body: unknown): Fields =>
  typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Fields) : {};

/** What a record has under a name of its own; undefined where the name is none. */
export const own = <T>(
  record: Readonly<Record<string, T>> | undefined,
  id: unknown,
): T | undefined =>
  record !== undefined && typeof id === "string" && Object.hasOwn(record, id)
    ? record[id]
    : undefined;

/** Every text that stands anywhere in a request. */
export function textsIn(body: unknown): readonly string[] {
  if (typeof body === "string") return [body];
  if (Array.isArray(body)) return body.flatMap(textsIn);
  return Object.values(fieldsOf(body)).flatMap(textsIn);
}

/** A text as an amount of money; undefined where it is none. */
export function moneyIn(text: unknown): MoneyValue | undefined {
  const read = typeof text === "string" ? parseMoney(text) : undefined;
  return read?.ok === true ? read.value : undefined;
}

/** Every amount of money that a request names, at any place. */
export const amountsIn = (body: unknown): readonly MoneyValue[] =>
  textsIn(body).flatMap((text) => moneyIn(text) ?? []);
