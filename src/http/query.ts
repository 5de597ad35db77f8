import type { FastifyRequest } from "fastify";
import type { Fault } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import { parseDecimal } from "../money/decimal.ts";
import type { Bounds } from "../services/list-queries.ts";
import type { PageRequest } from "../services/reports.ts";
import { parseCivilDate } from "../time/calendar.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { Refusal, refusalOf } from "./problem.ts";
import { accept } from "./read-body.ts";
import { isRecord } from "./record.ts";

const textLengthMax = 255;
/** A cursor holds the name its page ended with, which may be long. */
const cursorLengthMax = 8_192;
const lengthMaxOf = (name: string): number => (name === "cursor" ? cursorLengthMax : textLengthMax);

/** The query string as single texts under known names; anything else is refused, all of it at once. */
export function queryOf<const Name extends string>(
  request: FastifyRequest,
  names: readonly Name[],
): { readonly [K in Name]?: string } {
  const faults: Fault[] = [];
  const query: { [K in Name]?: string } = {};
  for (const [key, value] of Object.entries(isRecord(request.query) ? request.query : {})) {
    const name = names.find((known) => known === key);
    if (name === undefined) faults.push(unknownName(key, names));
    else if (typeof value !== "string" || value.length > lengthMaxOf(name) || !isStorable(value))
      faults.push({
        code: "invalid-query",
        path: `/query/${name}`,
        message: `give "${name}" once, with at most ${lengthMaxOf(name)} visible characters`,
      });
    else query[name] = value;
  }
  if (faults.length > 0) throw refusalOf(faults);
  return query;
}

function unknownName(key: string, names: readonly string[]): Fault {
  const near = nearest(key, names);
  return {
    code: "unknown-field",
    path: `/query/${key.slice(0, 60)}`,
    message: "this route does not know that query parameter",
    ...suggested(near, names),
  };
}

function suggested(near: string | undefined, names: readonly string[]): Pick<Fault, "suggestion"> {
  if (near !== undefined) return { suggestion: `did you mean "${near}"?` };
  return names.length === 0 ? {} : { suggestion: `known are ${names.join(", ")}` };
}

/** Refuses every query parameter, for a route that reads none. */
export function noQuery(request: FastifyRequest): void {
  queryOf(request, []);
}

/** Control characters name nothing, and a NUL or half a surrogate pair cannot even be asked for. */
const isStorable = (text: string): boolean => !/\p{Cc}|\p{Cs}/u.test(text);

const limitDefault = 50;
const limitMax = 500;

/** Limit and cursor of a list. */
export function pageOf(
  query: { readonly limit?: string; readonly cursor?: string },
  most = limitMax,
): PageRequest {
  const { limit: text = String(limitDefault) } = query;
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > most)
    throw new Refusal("invalid-limit", `limit is a whole number from 1 to ${most}`);
  return { limit, ...(query.cursor === undefined ? {} : { cursor: query.cursor }) };
}

/** A parameter that must be there. */
export function needed(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  const message = `the query parameter "${name}" is missing`;
  throw refusalOf([{ code: "missing-field", path: `/query/${name}`, message }]);
}

/** An instant parameter, RFC 3339. */
export const instantOf = (value: string | undefined, name: string): Instant =>
  accept(parseInstant(needed(value, name), `/query/${name}`));

/** A civil date parameter, YYYY-MM-DD, as it was given. */
export function dayOf(value: string, name: string): string {
  accept(parseCivilDate(value, `/query/${name}`));
  return value;
}

type Texts = Readonly<Record<string, string | undefined>>;

/** What a list is narrowed to, without what is empty. */
export const stated = <K extends string>(
  texts: { readonly [Name in K]: string | undefined },
): { readonly [Name in K]?: string } =>
  Object.fromEntries(
    Object.entries<string | undefined>(texts).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  ) as { readonly [Name in K]?: string };

const boundsOf = <K extends string>(
  query: Texts,
  name: K,
  read: (text: string, parameter: string) => string,
): { readonly [Name in K]?: Bounds } => {
  const bounds = Object.entries({ from: `${name}From`, to: `${name}To` }).flatMap(
    ([end, parameter]) => {
      const text = query[parameter];
      return text === undefined || text === "" ? [] : [[end, read(text, parameter)]];
    },
  );
  return bounds.length === 0
    ? {}
    : ({ [name]: Object.fromEntries(bounds) } as { [Name in K]: Bounds });
};

/** The days from `issuedFrom` to `issuedTo`, as `issued`; nothing where neither is asked for. Refuses what is no day. */
export const dayBounds = <K extends string>(query: Texts, name: K) => boundsOf(query, name, dayOf);

/** The amounts from `totalFrom` to `totalTo`, as `total`; nothing where neither is asked for. Refuses what is no decimal text. */
export const amountBounds = <K extends string>(query: Texts, name: K) =>
  boundsOf(query, name, (text, parameter) => {
    accept(parseDecimal(text, `/query/${parameter}`));
    return text;
  });

/** One of some fixed texts, or undefined where the parameter is absent. */
export function choiceOf<const T extends string>(
  value: string | undefined,
  name: string,
  choices: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  const message = `"${name}" is one of ${choices.join(", ")}`;
  throw refusalOf([{ code: "not-a-choice", path: `/query/${name}`, message, value }]);
}

/** A part of the route's path: an id, which may be any but one that nothing can have. */
export function pathPart(request: FastifyRequest, name: string): string {
  const value = isRecord(request.params) ? request.params[name] : undefined;
  if (typeof value === "string" && value !== "" && isStorable(value)) return value;
  const message = "an id has 1 to 255 visible characters";
  throw new Refusal("malformed-request", message, [
    { code: "invalid-id", path: `/path/${name}`, message },
  ]);
}
