import type { Fault } from "../../../fault/fault.ts";
import { add, type Decimal, decimalOf, format, zero } from "../../../money/decimal.ts";
import type { Reports, UsageRequest, UsageSeries } from "../../../services/reports.ts";
import { rangeDaysMax, usageNotKept } from "../../../services/usage-range.ts";
import { DAY_MS, formatInstant, type Instant, parseInstant } from "../../../time/instant.ts";
import { type Refusal, refusalOf } from "../../problem.ts";
import { accept } from "../../read-body.ts";
import { inQuery } from "../../routes/reports.ts";

/** What is asked of a meter: its subjects are customers. */
export interface MeterQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly window?: UsageRequest["window"];
  readonly subjects: readonly string[];
  /** Whether each subject has a row of its own. */
  readonly bySubject: boolean;
}

/** Subjects that one answer tells apart. */
const subjectsMax = 100;

const windows: Readonly<Record<string, UsageRequest["window"]>> = {
  HOUR: "hour",
  DAY: "day",
  MONTH: "month",
};

const known = [
  "clientId",
  "from",
  "to",
  "windowSize",
  "windowTimeZone",
  "subject",
  "filterCustomerId",
  "groupBy",
] as const;

/**
 * Reads a query from its parameters, which say the same in a URL and in a body. Without `from` it begins as long ago as a
 * report reaches, without `to` it ends now. Refuses what Florin cannot answer instead of passing over it.
 */
export function readMeterQuery(asked: Readonly<Record<string, unknown>>, now: Instant): MeterQuery {
  const faults = [
    ...Object.keys(asked)
      .filter((name) => !known.some((one) => one === name))
      .map((name) => unsupported(name, "this is not answered here", "leave it out")),
    ...windowFaults(asked),
    ...textsOf(asked.groupBy)
      .filter((name) => name !== "subject")
      .map((name) => unsupported("groupBy", `no grouping by "${name}" here`, "group by subject")),
  ];
  if (faults.length > 0) throw refusalOf(faults);
  const to = instantOf(asked, "to") ?? now + 1;
  const window = windows[textsOf(asked.windowSize)[0] ?? ""];
  const subjects = [...new Set([...textsOf(asked.subject), ...textsOf(asked.filterCustomerId)])];
  if (subjects.length > subjectsMax) throw tooManySubjects();
  return {
    from: instantOf(asked, "from") ?? to - rangeDaysMax * DAY_MS,
    to,
    ...(window === undefined ? {} : { window }),
    subjects,
    bySubject: textsOf(asked.groupBy).includes("subject"),
  };
}

function windowFaults(asked: Readonly<Record<string, unknown>>): readonly Fault[] {
  const [size] = textsOf(asked.windowSize);
  const [zone = "UTC"] = textsOf(asked.windowTimeZone);
  return [
    ...(size === undefined || Object.hasOwn(windows, size)
      ? []
      : [unsupported("windowSize", "windows are hours, days and months", "HOUR, DAY or MONTH")]),
    ...(/^(?:Etc\/)?UTC$/.test(zone)
      ? []
      : [unsupported("windowTimeZone", "windows are in UTC", "leave it out")]),
  ];
}

const unsupported = (name: string, message: string, suggestion: string): Fault => ({
  code: "invalid-query",
  path: `/query/${name.slice(0, 60)}`,
  message,
  suggestion,
});

const tooManySubjects = (): Refusal =>
  refusalOf([
    unsupported("subject", `one answer tells at most ${subjectsMax} subjects apart`, "name fewer"),
  ]);

const textsOf = (value: unknown): readonly string[] =>
  [value ?? []].flat().filter((one) => typeof one === "string");

function instantOf(
  asked: Readonly<Record<string, unknown>>,
  name: "from" | "to",
): Instant | undefined {
  const [text] = textsOf(asked[name]);
  return text === undefined ? undefined : accept(parseInstant(text, `/query/${name}`));
}

/** One row of the answer. */
interface Row {
  readonly quantity: Decimal;
  readonly from: string;
  readonly to: string;
  readonly subject: string | null;
}

/**
 * The answer as JSON. A quantity stands with all its digits, also those that a double would lose. Windows in which nothing
 * happened have no row, as with OpenMeter.
 */
export async function answerMeterQuery(
  reports: Pick<Reports, "usage" | "topUsage">,
  tenant: string,
  meter: string,
  query: MeterQuery,
): Promise<string> {
  const rows = await rowsOf(reports, tenant, meter, query);
  const { window, from, to } = query;
  const head = {
    from: formatInstant(from),
    to: formatInstant(to),
    ...(window === undefined ? {} : { windowSize: window.toUpperCase() }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"data":[${rows.map(rowText).join(",")}]}`;
}

const rowText = ({ quantity, from, to, subject }: Row): string => {
  const rest = { windowStart: from, windowEnd: to, subject, groupBy: {} };
  return `{"value":${format(quantity)},${JSON.stringify(rest).slice(1)}`;
};

async function rowsOf(
  reports: Pick<Reports, "usage" | "topUsage">,
  tenant: string,
  meter: string,
  query: MeterQuery,
): Promise<readonly Row[]> {
  const { from, to, window = "month" } = query;
  const subjects = await subjectsOf(reports, tenant, meter, query);
  const series: UsageSeries[] = [];
  for (const customer of subjects ?? [undefined]) {
    const own = customer === undefined ? {} : { customer };
    const request = { meter, from, to, window, timeZone: "UTC", ...own };
    const one = accept(inQuery(await reports.usage(tenant, request)));
    const isTold = query.window === undefined ? one.total !== null : isWhole(one);
    if (!isTold) accept(inQuery(usageNotKept(request)));
    series.push(one);
  }
  const rows = series.flatMap((one) => rowsOfSeries(one, query));
  return query.bySubject ? rows.sort(byStart) : summed(rows);
}

/** Whether each window is told: of months whose events are dropped, not everything can be. */
const isWhole = ({ dropped }: UsageSeries): boolean =>
  dropped === undefined || dropped.unknown.length === 0;

const byStart = (left: Row, right: Row): number =>
  left.from < right.from ? -1 : left.from > right.from ? 1 : 0;

/** Whom to ask of, one by one; undefined for all customers together. */
async function subjectsOf(
  reports: Pick<Reports, "topUsage">,
  tenant: string,
  meter: string,
  { from, to, subjects, bySubject }: MeterQuery,
): Promise<readonly string[] | undefined> {
  if (subjects.length > 0) return subjects;
  if (!bySubject) return undefined;
  const limit = subjectsMax + 1;
  const top = accept(inQuery(await reports.topUsage(tenant, { meter, from, to, limit })));
  if (top.length > subjectsMax) throw tooManySubjects();
  return top.map(({ customer }) => customer).sort();
}

function rowsOfSeries({ customer, windows: parts, total, events }: UsageSeries, query: MeterQuery) {
  const whole = {
    from: formatInstant(query.from),
    to: formatInstant(query.to),
    quantity: total ?? "0",
    events,
  };
  const shown = query.window === undefined ? [whole] : parts;
  const subject = query.bySubject ? customer : null;
  return shown
    .filter((part) => part.events > 0)
    .map(({ from, to, quantity }): Row => ({ quantity: decimalOf(quantity), from, to, subject }));
}

/** The rows of several subjects as one for each window. */
function summed(rows: readonly Row[]): readonly Row[] {
  const windowsByStart = new Map<string, Row>();
  for (const row of rows) {
    const { quantity } = windowsByStart.get(row.from) ?? { quantity: zero };
    windowsByStart.set(row.from, { ...row, quantity: add(quantity, row.quantity) });
  }
  return [...windowsByStart.values()].sort(byStart);
}
