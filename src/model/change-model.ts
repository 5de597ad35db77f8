import { type Fault, pathTo, type Result, refuse } from "../fault/fault.ts";
import { checkModel } from "./check-model.ts";
import type { Model } from "./model.ts";
import { type Shape, suggestName } from "./shape.ts";
import { record } from "./shape-object.ts";

/** Values by their place in a model, as JSON pointers: `{"/plans/team/prices/monthly/amount": "60 USD"}`. Null takes out what stands there. */
export type ModelChanges = Readonly<Record<string, unknown>>;

/** Any JSON: what stands in a model is looked at when the model is. */
export const anything: Shape<unknown> = {
  read: (value) => value,
  standIn: () => null,
  schema: () => ({}),
};

/** The changes, as JSON. */
export const modelChangesShape: Shape<ModelChanges> = record(anything, {
  fault: () => undefined,
  schema: () => ({
    type: "string",
    description: "A JSON pointer: `/plans/team/prices/monthly/amount`.",
  }),
});

/** Changes at once, at most. */
export const changesMax = 100;

/** What cannot be changed: what customers bought is billed by one model, in one currency. */
const kept: ReadonlySet<string> = new Set(["/id", "/currency"]);

/**
 * A model with changes, checked; its version is that of the model with `-changed`, where they do not tell another. Refuses
 * `too-many-changes`, `unknown-path` and `unchangeable` at `/set/…`, and what the check of the changed model finds, where that stands in the model.
 */
export function changeModel(model: Model, set: ModelChanges): Result<Model> {
  const changes = Object.entries(set);
  if (changes.length > changesMax)
    return refuse({
      code: "too-many-changes",
      path: "/set",
      message: `at most ${changesMax} places of a model are changed at once`,
      value: changes.length,
    });
  const document = structuredClone({ ...model, version: versionAfter(model) }) as unknown;
  const faults = changes.flatMap(([pointer, value]) => changed(document, pointer, value));
  if (faults.length > 0) return { ok: false, faults };
  const check = checkModel(document);
  return check.model === undefined
    ? { ok: false, faults: check.faults }
    : { ok: true, value: check.model };
}

/** A model that says something else: the newest one with changes, or a whole document in its place. */
export interface ModelProposal {
  readonly set?: ModelChanges;
  readonly document?: unknown;
}

/**
 * The model that is proposed in place of another, checked. Refuses as {@link changeModel} does; of a document what its check finds, below
 * `/document`, `unchangeable` where its id or currency is another, and `one-proposal` where not one of the two is told.
 */
export function proposedModel(model: Model, { set, document }: ModelProposal): Result<Model> {
  if ((set === undefined) === (document === undefined))
    return refuse({
      code: "one-proposal",
      path: "",
      message: "tell either `set`, changes to the newest model, or `document`, a whole one",
    });
  if (set !== undefined) return changeModel(model, set);
  const check = checkModel(document);
  if (check.model === undefined) return inDocument(check.faults);
  const other = [...kept].filter(
    (path) => Reflect.get(model, path.slice(1)) !== Reflect.get(check.model ?? {}, path.slice(1)),
  );
  return other.length === 0
    ? { ok: true, value: check.model }
    : inDocument(other.map(unchangeable));
}

/** Faults of a model at its place in a request. */
export const inDocument = (faults: readonly Fault[]): Result<never> => ({
  ok: false,
  faults: faults.map((fault) => ({ ...fault, path: `/document${fault.path}` })),
});

const unchangeable = (path: string): Fault => ({
  code: "unchangeable",
  path,
  message: "the id and the currency of a model stay what they are",
});

const versionLengthMax = 64;
const versionAfter = ({ version }: Model): string =>
  `${version.slice(0, versionLengthMax - 8)}-changed`;

/** Puts a value in its place; the fault where there is no such place. */
function changed(document: unknown, pointer: string, value: unknown): readonly Fault[] {
  const path = pathTo("/set", pointer);
  if (kept.has(pointer)) return [unchangeable(path)];
  const steps = pointer.split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [root, ...keys] = steps;
  const last = keys.pop();
  if (root !== "" || last === undefined)
    return [
      {
        code: "unknown-path",
        path,
        message: "a place in a model is a JSON pointer",
        value: pointer,
        suggestion: "/plans/team/prices/monthly/amount",
      },
    ];
  let holder = document;
  for (const key of keys) {
    const inner = member(holder, key);
    if (inner === undefined) return [noPlace(path, key, holder)];
    holder = inner;
  }
  if (typeof holder !== "object" || holder === null) return [noPlace(path, last, holder)];
  if (Array.isArray(holder)) return inList(holder, last, value, path);
  if (value === null) Reflect.deleteProperty(holder, last);
  else Object.defineProperty(holder, last, { ...plain, value });
  return [];
}

/** A key such as `__proto__` becomes one like any other, which the check then refuses. */
const plain = { enumerable: true, configurable: true, writable: true } as const;

function inList(holder: unknown[], key: string, value: unknown, path: string): readonly Fault[] {
  const place = key === "-" ? holder.length : Number(key);
  if (!/^(?:-|0|[1-9]\d{0,5})$/.test(key) || place > holder.length)
    return [noPlace(path, key, holder)];
  if (value === null) holder.splice(place, 1);
  else holder[place] = value;
  return [];
}

const member = (holder: unknown, key: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined;

const noPlace = (path: string, key: string, holder: unknown): Fault => ({
  code: "unknown-path",
  path,
  message: "the model has no such place",
  value: key.slice(0, 60),
  ...(typeof holder === "object" && holder !== null && !Array.isArray(holder)
    ? { suggestion: suggestName(key, Object.keys(holder)) }
    : {}),
});
