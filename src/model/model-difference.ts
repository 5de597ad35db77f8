import { pathTo } from "../fault/fault.ts";
import { canonicalText } from "./canonical-model.ts";
import { placeWords } from "./place-words.ts";

/** One place where two models say something else. */
export interface ModelDifference {
  /** JSON pointer, the same in both. */
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  /** What it is a part of: `plan`, `charge`, `coupon`; `model` for what the model says of itself. */
  readonly noun: string;
  /** The id of that: `team`; empty for the model. */
  readonly id: string;
  /** `unit price of charge api-calls of plan team: 0.02 USD → 0.018 USD`. */
  readonly words: string;
  /** What stood there and what stands there now, as the model file has it; null for nothing. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Every place where one model says something else than another, in the order of the later one, with what is gone where it stood. As
 * small as it can be told: a plan that only one of them has is one difference, two prices of different kinds are one, and so
 * are lists of another length. The order of the entries of an object says nothing here, as in canonical text.
 */
export const modelDifference = (before: object, after: object): readonly ModelDifference[] => [
  ...differencesAt("", before, after),
];

function* differencesAt(path: string, before: unknown, after: unknown): Generator<ModelDifference> {
  if (canonicalText(before) === canonicalText(after)) return;
  const inner = innerOf(before, after);
  if (inner === undefined) yield difference(path, before, after);
  else for (const [key, was, is] of inner) yield* within(pathTo(path, key), was, is);
}

function* within(path: string, was: unknown, is: unknown): Generator<ModelDifference> {
  if (was === undefined || is === undefined) yield difference(path, was, is);
  else yield* differencesAt(path, was, is);
}

/** What stands in two values under each key, where they are told apart key by key; undefined where they are as wholes. */
function innerOf(
  before: unknown,
  after: unknown,
): readonly (readonly [string | number, unknown, unknown])[] | undefined {
  if (isObject(before) && isObject(after)) {
    if (before.kind !== after.kind) return undefined;
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys
      .filter((key) => own(before, key) !== undefined || own(after, key) !== undefined)
      .map((key) => [key, own(before, key), own(after, key)] as const);
  }
  if (!isList(before) || !isList(after) || before.length !== after.length) return undefined;
  return [...before, ...after].every(isObject)
    ? before.map((was, place) => [place, was, after[place]] as const)
    : undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A key such as `constructor` is the author's own, where it is there at all. */
const own = (value: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;

function difference(path: string, before: unknown, after: unknown): ModelDifference {
  const change = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  const { noun, id, words: place } = placeWords(path);
  return {
    path,
    change,
    noun,
    id,
    words: `${place}${effectWords(before, after)}`,
    before: before ?? null,
    after: after ?? null,
  };
}

function effectWords(before: unknown, after: unknown): string {
  if (before === undefined) return ` added: ${brief(after)}`;
  if (after === undefined) return ` removed, was ${brief(before)}`;
  return `: ${brief(before)} → ${brief(after)}`;
}

const wordsMax = 160;

/** A value in a few words: the kind and the amounts of a price, the name of a plan. */
function brief(value: unknown): string {
  const words = briefly(value);
  return words.length > wordsMax ? `${words.slice(0, wordsMax)}…` : words;
}

function briefly(value: unknown): string {
  if (isList(value)) {
    if (value.length === 0) return "nothing";
    return value.map(briefly).join(value.some(isObject) ? "; " : ", ");
  }
  if (!isObject(value)) return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
  if (typeof value.name === "string") return value.name;
  const { kind, ...rest } = value;
  const inner = Object.entries(rest).map(([key, part]) => namedPart(key, part));
  return [...(typeof kind === "string" ? [kind] : []), inner.join(", ")]
    .filter((part) => part !== "")
    .join(" ");
}

/** A part by its name, where what it is does not say that already. */
function namedPart(key: string, part: unknown): string {
  if (key === "amount" || key === "unit") return briefly(part);
  return isObject(part) && typeof part.name === "string" ? key : `${key} ${briefly(part)}`;
}
