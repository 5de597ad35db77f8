import type { AccountFact } from "../account/fact.ts";
import { parseAccountFact } from "../account/fact-shape.ts";
import type { MeterReaders } from "../account/meter-readers.ts";
import { type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { type ExchangeRateFact, parseExchangeRateFact } from "../fx/exchange-rate-fact.ts";
import { storable } from "../http/stored-text.ts";
import { parseStrictJson } from "../http/strict-json.ts";
import {
  type BookFact,
  isBookFactKind,
  parseBookFact,
} from "../ledger/manual/manual-entry-fact.ts";
import { type PayoutFact, parsePayoutFact } from "../ledger/payout-fact.ts";
import { parseEventCorrection, type ReceivedCorrection } from "../metering/event-correction.ts";
import { eventTimeFault } from "../metering/event-time.ts";
import { parseUsageEvent, type UsageEvent, usageEventLimits } from "../metering/usage-event.ts";
import { futureToleranceMs } from "../services/ingest.ts";
import { type Instant, parseInstant } from "../time/instant.ts";

/** A line of a facts file, parsed and not yet read as a fact. */
export type JsonLine = Readonly<Record<string, unknown>>;

/**
 * Whether a line may be a fact about an account, found without parsing it. False only where the line has no field called
 * `fact`, or a single one that says usage; a name may also be spelled with escapes.
 */
export function mayTellOfAccount(text: string): boolean {
  const at = text.indexOf(factField);
  if (at < 0) return text.includes("\\u");
  const after = at + factField.length;
  const isOfUsage = text.startsWith(':"usage"', after) || text.startsWith(': "usage"', after);
  return !isOfUsage || text.includes(factField, after) || text.includes("\\u");
}

const factField = '"fact"';

/**
 * What a line holds that may be a fact about an account: without any of these it is not one. The name of the field goes
 * without its first quote, the commonest character there is, which a search would stop at.
 */
export const accountMarks: readonly string[] = [factField.slice(1), "\\u"];

/** Parses a line: `malformed-line`, or `truncated-line` where the file ends in it. */
export function parseLine(text: string, cut: boolean): Result<JsonLine> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return ok(value as JsonLine);
    return malformed("a fact is a JSON object");
  } catch (error) {
    if (cut) return refuse(truncated);
    return malformed(`this line is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

const malformed = (message: string): Result<never> =>
  refuse({
    code: "malformed-line",
    path: "",
    message,
    suggestion: 'write one fact a line: {"fact":"customer","id":"c-1","name":"Acme"}',
  });

const truncated: Fault = {
  code: "truncated-line",
  path: "",
  message: "the file ends in the middle of this line",
  suggestion: "copy the file again; the fact is incomplete",
};

/** What a parsed line is about: a line that names no fact and has a `type` is usage; undefined for neither. */
export function subjectOf(line: JsonLine): "account" | "usage" | undefined {
  if (line.fact === undefined) return "type" in line ? "usage" : undefined;
  return line.fact === "usage" ? "usage" : "account";
}

/**
 * Reads a fact about an account, or one of nobody (a rate, a payout, an entry by hand), with the faults of its JSON that parsing
 * hides (a key given twice, a number that lost digits), of texts that cannot be kept, of its shape, and `unknown-fact`.
 */
export function readAccountFact(
  line: JsonLine,
  text: string,
): Result<AccountFact | ExchangeRateFact | PayoutFact | BookFact> {
  const strict = parseStrictJson(text);
  if (!strict.ok) return strict;
  if (line.fact === "exchange-rate") return storable(parseExchangeRateFact(line), line, "fact");
  if (line.fact === "payout") return storable(parsePayoutFact(line), line, "fact");
  if (isBookFactKind(line.fact)) return storable(parseBookFact(line), line, "fact");
  return storable(parseAccountFact(line), line, "fact");
}

const limits = { ...usageEventLimits, otherFields: ["fact", "receivedAt"] };

/**
 * Reads a usage event as a live server would: its JSON, its shape, its time against the time of receipt, and what the
 * meters that count it need. An event that no meter counts has nothing to fulfil.
 */
export function readUsage(line: JsonLine, text: string, meters: MeterReaders): Result<UsageEvent> {
  if (mayHide(line, text)) {
    const strict = parseStrictJson(text);
    if (!strict.ok) return strict;
  }
  const parsed = parseUsageEvent(line, limits);
  const received = receiptOf(line);
  if (!parsed.ok || !received.ok)
    return { ok: false, faults: [...faultsOf(parsed), ...faultsOf(received)] };
  const event =
    received.value === undefined ? parsed.value : { ...parsed.value, receivedAt: received.value };
  const future =
    event.receivedAt === undefined
      ? undefined
      : eventTimeFault(event, { now: event.receivedAt, futureToleranceMs });
  const unmeasured = meters.faults(event);
  if (future === undefined && unmeasured.length === 0) return ok(event);
  const ahead = future === undefined ? [] : [{ ...future, message: beforeReceipt }];
  return { ok: false, faults: [...ahead, ...unmeasured] };
}

/** Whether a line corrects usage. */
export const isCorrection = ({ fact }: JsonLine): boolean => fact === "correction";

/** Reads a correction of usage; what it makes of its event is checked where the event is. `receivedAt` is required. */
export function readCorrection(line: JsonLine, text: string): Result<ReceivedCorrection> {
  const strict = parseStrictJson(text);
  if (!strict.ok) return strict;
  const parsed = parseEventCorrection(line, limits);
  const received = receiptOf(line);
  if (!parsed.ok || !received.ok)
    return { ok: false, faults: [...faultsOf(parsed), ...faultsOf(received)] };
  if (received.value === undefined) return refuse(undatedCorrection);
  const correction = { ...parsed.value, receivedAt: received.value };
  const { time } = correction.change ?? {};
  if (time === undefined || time <= correction.receivedAt + futureToleranceMs)
    return ok(correction);
  return refuse({ code: "event-in-future", path: "/with/time", message: beforeReceipt });
}

const undatedCorrection: Fault = {
  code: "missing-field",
  path: "/receivedAt",
  message: "nothing says when this correction became known",
  suggestion: 'add receivedAt: "2026-01-31T12:00:00Z"',
};

const beforeReceipt = `the event was received more than ${futureToleranceMs / 1_000} s before it happened`;

function receiptOf({ receivedAt }: JsonLine): Result<Instant | undefined> {
  if (receivedAt === undefined) return ok(undefined);
  if (typeof receivedAt === "string") return parseInstant(receivedAt, "/receivedAt");
  return refuse({
    code: "wrong-type",
    path: "/receivedAt",
    message: '"receivedAt" is a text',
    suggestion: "send an RFC 3339 text such as 2026-01-31T09:30:00Z",
  });
}

/** Whether parsing may have hidden a key given twice or lost digits of a number: worth the slower, strict reading. */
function mayHide(line: JsonLine, text: string): boolean {
  if (mayHaveGap(text)) return true;
  let keys = keysOf(line) + keysOf(line.data);
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) {
    if (isLongNumber(text, at + 2)) return true;
    keys -= 1;
  }
  return keys !== 0;
}

/** Whether a quote may have space before its colon, which the count of keys would miss. Most lines have no space at all. */
const mayHaveGap = (text: string): boolean =>
  (text.includes(" ") || text.includes("\t") || text.includes("\r")) && /"[ \t\r]/.test(text);

const digitsExact = 15;

/** Whether the value that begins here is a number with more digits than a double may hold. */
function isLongNumber(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  if (text.charCodeAt(at) === 45) at += 1;
  const first = at;
  while (isOfNumber(text.charCodeAt(at))) at += 1;
  return at - first > digitsExact;
}

/** A digit, or the point. */
const isOfNumber = (unit: number): boolean => (unit >= 48 && unit <= 57) || unit === 46;

function keysOf(value: unknown): number {
  if (typeof value !== "object") return 0;
  let keys = 0;
  for (const _ in value) keys += 1;
  return keys;
}
