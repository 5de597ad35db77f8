import { type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Instant } from "../time/instant.ts";
import { forbiddenKey, isForbiddenKey, shown } from "./event-key.ts";
import { textFault } from "./event-text.ts";
import { finishHash, mixText } from "./hash128.ts";
import {
  defaultSource,
  isRecord,
  nameFault,
  parseUsageEvent,
  type UsageEvent,
  type UsageEventLimits,
  usageEventLimits,
} from "./usage-event.ts";

/** What makes an event that event, whatever it says. */
export type EventIdentity = Pick<UsageEvent, "source" | "id">;

/** What a replacement says anew of an event; what is absent stays as it was. `data` is replaced as a whole. */
export type EventChange = Partial<Pick<UsageEvent, "type" | "customer" | "time" | "data">>;

/**
 * Takes an event out of every later reading (`void`), or puts another content in its place (`replace`). The event keeps
 * its identity, and nothing that was stored of it is changed.
 */
export interface EventCorrection {
  /** Its own id: the same correction told again is one. */
  readonly id: string;
  readonly kind: "void" | "replace";
  readonly of: EventIdentity;
  /** What is put in place; of a replacement only. */
  readonly change?: EventChange;
  readonly reason?: string;
}

/** A correction, and when it was accepted, by our clock: no reading of what was known before sees it. */
export interface ReceivedCorrection extends EventCorrection {
  readonly receivedAt: Instant;
}

const reasonLengthMax = 500;
const fields = ["id", "void", "replace", "with", "reason"] as const;
const changeFields = ["type", "customer", "time", "data"] as const;

/**
 * Reads a correction from parsed JSON, strictly; every fault at once, with paths relative to it:
 * `{"void": {"source", "id"}, "id"?, "reason"?}` or `{"replace": {"source", "id"}, "with": {…}, "id"?, "reason"?}`.
 *
 * One without an id is known by what it says. Whether the meters can read what a replacement makes of the event is told
 * where the event is. Codes: those of an event, and `correction-kind`, `nothing-changed`, `invalid-text`.
 */
export function parseEventCorrection(
  json: unknown,
  limits: UsageEventLimits = usageEventLimits,
): Result<EventCorrection> {
  if (!isRecord(json)) return { ok: false, faults: [notACorrection] };
  const kind = kindOf(json);
  if (kind === undefined) return { ok: false, faults: [wrongKind] };
  const { id, reason, with: change } = json;
  const faults = Object.keys(json).flatMap((key) => fieldFault(key, kind, limits));
  if (id !== undefined) faults.push(...listed(nameFault(id, "id", limits.idLengthMax)));
  if (reason !== undefined) faults.push(...reasonFaults(reason));
  faults.push(...(kind === "replace" ? changeFaults(change) : []));
  const event = asEvent(json[kind], isRecord(change) ? change : {}, kind, limits);
  if (!event.ok) faults.push(...event.faults);
  if (!event.ok || faults.length > 0) return { ok: false, faults };
  const { source, id: of } = event.value;
  const said = {
    kind,
    of: { source, id: of },
    ...(kind === "replace" ? { change: changeOf(change, event.value) } : {}),
  };
  return ok({
    id: typeof id === "string" ? id : idOf(said),
    ...said,
    ...(typeof reason === "string" ? { reason } : {}),
  });
}

/** What a correction says, apart from its id and reason, as text that is equal for equal corrections. */
export function correctionContent({ kind, of, change }: Omit<EventCorrection, "id">): string {
  const { type, customer, time, data } = change ?? {};
  const names = data === undefined ? undefined : Object.keys(data).sort();
  const properties = names?.map((name) => [name, data?.[name]]);
  return JSON.stringify([kind, of.source, of.id, type, customer, time, properties]);
}

/** The id of a correction that was given none. */
function idOf(said: Omit<EventCorrection, "id">): string {
  const hash = new Int32Array(4);
  mixText(hash, correctionContent(said));
  finishHash(hash);
  const hex = [...hash].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  return `correction-${hex}`;
}

function kindOf(json: Readonly<Record<string, unknown>>): EventCorrection["kind"] | undefined {
  const isVoid = json.void !== undefined;
  const isReplacement = json.replace !== undefined;
  if (isVoid === isReplacement) return undefined;
  return isVoid ? "void" : "replace";
}

/** The event as far as the correction says it, the rest filled in: one set of rules reads both. */
function asEvent(
  target: unknown,
  change: Readonly<Record<string, unknown>>,
  kind: EventCorrection["kind"],
  limits: UsageEventLimits,
): Result<UsageEvent> {
  const at = `/${kind}`;
  if (!isRecord(target)) return { ok: false, faults: [notAnIdentity(at)] };
  const strange = Object.keys(target).filter((key) => key !== "id" && key !== "source");
  const { id, source = defaultSource } = target;
  const { id: _id, source: _source, ...said } = kind === "void" ? {} : change;
  const parsed = parseUsageEvent({ ...filler, ...said, id, source }, limits);
  const faults = [
    ...strange.map((key) => unknownField(at, key, ["source", "id"])),
    ...(parsed.ok ? [] : parsed.faults.map((fault) => placed(fault, at))),
  ];
  return parsed.ok && faults.length === 0 ? parsed : { ok: false, faults };
}

/** What a change leaves out, as anything that is right. */
const filler = { type: "-", customer: "-", time: "2000-01-01T00:00:00Z", data: {} };

const placed = (fault: Fault, target: string): Fault => ({
  ...fault,
  path: /^\/(?:id|source)$/.test(fault.path) ? `${target}${fault.path}` : `/with${fault.path}`,
});

function changeOf(change: unknown, event: UsageEvent): EventChange {
  const given = isRecord(change) ? change : {};
  return Object.fromEntries(
    changeFields.flatMap((field) => (given[field] === undefined ? [] : [[field, event[field]]])),
  );
}

function changeFaults(change: unknown): readonly Fault[] {
  if (!isRecord(change)) return [{ ...nothingChanged, code: "missing-field" }];
  const kept = ["id", "source"].filter((field) => change[field] !== undefined);
  const faults = kept.map(
    (field): Fault => ({
      code: "unknown-field",
      path: `/with/${field}`,
      message: "an event keeps its source and id",
      suggestion: "void this event, and send another",
    }),
  );
  const says = changeFields.some((field) => change[field] !== undefined);
  return says || faults.length > 0 ? faults : [nothingChanged];
}

function reasonFaults(reason: unknown): readonly Fault[] {
  if (typeof reason === "string")
    return listed(textFault(reason, "free", reasonLengthMax, "invalid-text", "/reason"));
  const suggestion = "say in a few words why";
  return [{ code: "wrong-type", path: "/reason", message: '"reason" is a text', suggestion }];
}

function fieldFault(
  key: string,
  kind: EventCorrection["kind"],
  { otherFields = [] }: UsageEventLimits,
): Fault[] {
  const known = kind === "void" ? fields.filter((field) => field !== "with") : fields;
  if ([...known, ...otherFields].includes(key)) return [];
  return [unknownField("", key, known)];
}

function unknownField(at: string, key: string, known: readonly string[]): Fault {
  if (isForbiddenKey(key)) return forbiddenKey(pathTo(at, shown(key)));
  const meant = nearest(key, known);
  return {
    code: "unknown-field",
    path: pathTo(at, shown(key)),
    message: `a correction has no field "${shown(key)}" here`,
    suggestion: meant === undefined ? `one of ${known.join(", ")}` : `did you mean "${meant}"?`,
  };
}

const listed = (fault: Fault | undefined): readonly Fault[] => (fault === undefined ? [] : [fault]);

const notACorrection: Fault = {
  code: "wrong-type",
  path: "",
  message: "a correction is an object",
  suggestion: 'send {"void": {"source", "id"}} or {"replace": {"source", "id"}, "with": {…}}',
};

const wrongKind: Fault = {
  code: "correction-kind",
  path: "",
  message: "a correction either voids an event or replaces what it says",
  suggestion: 'give one of "void" and "replace"',
};

const nothingChanged: Fault = {
  code: "nothing-changed",
  path: "/with",
  message: "a replacement says what is to be in the event's place",
  suggestion: `give one or more of ${changeFields.join(", ")}`,
};

const notAnIdentity = (path: string): Fault => ({
  code: "wrong-type",
  path,
  message: "an event is named by its source and id",
  suggestion: '{"source": "api", "id": "e-1"}',
});
