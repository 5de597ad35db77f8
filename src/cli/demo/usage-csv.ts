import { createReadStream } from "node:fs";
import { parse } from "csv-parse";
import { ok, type Result, refuse } from "../../fault/fault.ts";
import { seededRandom } from "../../testing/random.ts";
import { DAY_MS, formatInstant, type Instant, parseInstant } from "../../time/instant.ts";
import type { DemoCustomer } from "./business.ts";
import type { PostedEvent, UsageByDay } from "./usage.ts";

/** Which columns make a usage event: a time, and properties that are sums of columns. */
export interface ColumnMapping {
  readonly time: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** The columns of the Azure LLM inference trace: each request a metered call, its tokens the operations. */
export const azureColumns = "time=TIMESTAMP,operations=ContextTokens+GeneratedTokens";

/** Reads `time=TIMESTAMP,operations=ContextTokens+GeneratedTokens`. Refuses `invalid-columns`. */
export function parseColumns(text: string): Result<ColumnMapping> {
  const pairs = text.split(",").map((pair) => pair.split("="));
  const time = pairs.find(([name]) => name === "time")?.[1];
  const properties = Object.fromEntries(
    pairs.flatMap(([name, columns]): [string, string[]][] =>
      name === undefined || name === "time" || columns === undefined
        ? []
        : [[name, columns.split("+")]],
    ),
  );
  if (
    time !== undefined &&
    Object.keys(properties).length > 0 &&
    pairs.every((pair) => pair.length === 2)
  )
    return ok({ time, properties });
  return refuse({
    code: "invalid-columns",
    path: "/columns",
    message: "columns are written time=<column>,<property>=<column>+<column>",
    value: text.slice(0, 120),
    suggestion: `such as ${azureColumns}`,
  });
}

interface Row {
  readonly time: Instant;
  readonly data: Readonly<Record<string, number>>;
}

/** Real usage, ready for the demonstration. */
export interface RecordedUsage {
  readonly rows: number;
  /** First and last time in the file, UTC. */
  readonly from: Instant;
  readonly to: Instant;
  readonly byDay: UsageByDay;
}

/**
 * Reads real usage and lays it over the demonstration's days: quantities and order stay as recorded, the recorded span is
 * stretched evenly over the days, and each row goes to a customer drawn by seed. Times without a zone are UTC.
 * Refuses `missing-column`, `invalid-row` (with its line) and `no-rows`.
 */
export async function recordedUsage(
  path: string,
  columns: ColumnMapping,
  customers: readonly DemoCustomer[],
  span: { readonly from: Instant; readonly days: number; readonly seed: number },
): Promise<Result<RecordedUsage>> {
  const read = await readRows(path, columns);
  if (!read.ok) return read;
  const rows = [...read.value].sort((left, right) => left.time - right.time);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined)
    return refuse({ code: "no-rows", path: "", message: `${path} has no rows of usage` });
  const days = layOut(rows, customers, span);
  return ok({
    rows: rows.length,
    from: first.time,
    to: last.time,
    byDay: (day) => days[day] ?? [],
  });
}

function layOut(
  rows: readonly Row[],
  customers: readonly DemoCustomer[],
  span: { readonly from: Instant; readonly days: number; readonly seed: number },
): PostedEvent[][] {
  const random = seededRandom(span.seed);
  const metered = customers.filter(({ operationsPerMonth }) => operationsPerMonth > 0);
  const days: PostedEvent[][] = Array.from({ length: span.days }, () => []);
  const first = rows[0]?.time ?? 0;
  const recordedMs = Math.max(1, (rows.at(-1)?.time ?? first) - first);
  const spanMs = span.days * DAY_MS - 1_000;
  rows.forEach((row, index) => {
    const offset = Math.floor(((row.time - first) / recordedMs) * spanMs);
    const day = Math.floor(offset / DAY_MS);
    const here = metered.filter(({ joinsOnDay }) => joinsOnDay <= day);
    const customer = here[random.whole(0, Math.max(0, here.length - 1))]?.customer.id;
    if (customer === undefined) return;
    const time = formatInstant(span.from + offset);
    days[day]?.push({
      id: `row-${index + 1}`,
      source: "csv",
      type: "inference",
      customer,
      time,
      data: row.data,
    });
  });
  return days;
}

async function readRows(path: string, columns: ColumnMapping): Promise<Result<readonly Row[]>> {
  const rows: Row[] = [];
  const wanted = [columns.time, ...Object.values(columns.properties).flat()];
  const parser = createReadStream(path).pipe(
    parse({ columns: true, bom: true, trim: true, skip_empty_lines: true }),
  );
  let line = 1;
  for await (const record of parser as AsyncIterable<Record<string, string>>) {
    line += 1;
    const missing = wanted.find((name) => record[name] === undefined);
    if (missing !== undefined)
      return refuse({
        code: "missing-column",
        path: `/${missing}`,
        message: `${path} has no column "${missing}"`,
        suggestion: `its columns are ${Object.keys(record).join(", ")}`,
      });
    const row = readRow(record, columns);
    if (!row.ok)
      return {
        ok: false,
        faults: row.faults.map((fault) => ({ ...fault, path: `/${line}${fault.path}` })),
      };
    rows.push(row.value);
  }
  return ok(rows);
}

function readRow(record: Readonly<Record<string, string>>, columns: ColumnMapping): Result<Row> {
  const time = parseInstant(zoned(record[columns.time] ?? ""), `/${columns.time}`);
  if (!time.ok) return time;
  const data: Record<string, number> = {};
  for (const [property, names] of Object.entries(columns.properties)) {
    const total = names.reduce((sum, name) => sum + Number(record[name] || Number.NaN), 0);
    if (!Number.isSafeInteger(total) || total < 0)
      return refuse({
        code: "invalid-row",
        path: `/${names.join("+")}`,
        message: "this is not a whole number",
        value: names.map((name) => record[name]).join("+"),
      });
    data[property] = total;
  }
  return ok({ time: time.value, data });
}

/** `2023-11-16 18:15:46.6805900` as RFC 3339 in UTC; a time that names its zone stays as it is. */
const zoned = (text: string): string => {
  const withT = text.replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T");
  return /(?:Z|[+-]\d{2}:\d{2})$/i.test(withT) ? withT : `${withT}Z`;
};
