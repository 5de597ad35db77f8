import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { CurrencyCode } from "../money/currency.ts";
import { decimalOf, format } from "../money/decimal.ts";
import type { Instant } from "../time/instant.ts";
import type { MetricSettings } from "./metric-settings.ts";
import { zoneOf } from "./metrics.fixture.ts";
import type { Cancellation, MetricsInput, ReportingRate } from "./metrics-input.ts";
import type { RecurringStretch } from "./recurring-stretch.ts";

/** Amounts and rates have at most this many digits after the point, so a product fits twice as many. */
const digits = 10;
const zoneId = "America/New_York";
const start = Temporal.PlainDate.from("2025-11-01");
/** The months that random histories are looked at in. */
export const slowMonths = Array.from({ length: 7 }, (_, index) =>
  start.add({ months: index }).toPlainYearMonth().toString(),
);

/** Units of 10^-digits; independent of the decimals under test but for their text. */
const units = (text: string): bigint => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(digits, "0"));
};

/** The first instant of a month's local calendar, by Temporal. */
const startOfMonth = (month: string): Instant =>
  Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toZonedDateTime(zoneId).toInstant()
    .epochMilliseconds;
const nextMonth = (month: string): string =>
  Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();

const localDay = (day: number, hour: number): Instant =>
  start.add({ days: day }).toZonedDateTime({ timeZone: zoneId, plainTime: { hour } }).toInstant()
    .epochMilliseconds;

/** Instants that often coincide: a few local midnights and hours near them. */
const anyInstant = fc
  .tuple(fc.integer({ min: 0, max: 28 }), fc.constantFrom(0, 0, 0, 1, 23))
  .map(([eighth, hour]) => localDay(eighth * 8 - (eighth % 3) * 2, hour));

const anyAmount = fc.constantFrom("0", "10", "33.3333333333", "50.005", "99.99", "0.0049", "120");

const anyStretch: fc.Arbitrary<RecurringStretch> = fc
  .record({
    customer: fc.constantFrom("a", "b", "c"),
    subscription: fc.constantFrom("s1", "s2"),
    plan: fc.constantFrom("free", "team", "pro"),
    stream: fc.constantFrom("base", "extra"),
    segment: fc.constantFrom("smb", "large"),
    ends: fc.tuple(anyInstant, fc.option(anyInstant, { freq: 4 })),
    values: fc.tuple(anyAmount, anyAmount, anyAmount),
    currency: fc.constantFrom<CurrencyCode>("USD", "USD", "EUR"),
    paying: fc.constantFrom(true, true, true, false),
    cause: fc.constantFrom("new", "price", "quantity"),
  })
  .map(({ ends: [one, other], values, customer, subscription, ...rest }) => {
    const [amount = "0", net = "0", netAll = "0"] = values;
    return {
      ...rest,
      customer,
      subscription: `${customer}/${subscription}`,
      from: other === null ? one : Math.min(one, other),
      to: other === null ? null : Math.max(one, other),
      amount: decimalOf(amount),
      net: decimalOf(net),
      netAll: decimalOf(netAll),
    } as RecurringStretch;
  });

const anyCancellation: fc.Arbitrary<Cancellation> = fc
  .tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("s1", "s2"), anyInstant, anyInstant)
  .map(([customer, subscription, one, other]) => ({
    customer,
    subscription: `${customer}/${subscription}`,
    requestedAt: Math.min(one, other),
    endsAt: Math.max(one, other),
  }));

const anyRates: fc.Arbitrary<ReportingRate[]> = fc
  .array(fc.tuple(anyInstant, fc.constantFrom("1.1", "1.0937", "0.95")), { maxLength: 5 })
  .map((rows) => [
    { currency: "EUR", from: 0, rate: decimalOf("1.05") },
    ...rows.map(([from, rate]) => ({ currency: "EUR" as const, from, rate: decimalOf(rate) })),
  ]);

/** Random histories of three customers. */
export const anyInput: fc.Arbitrary<MetricsInput> = fc
  .record({
    stretches: fc.array(anyStretch, { minLength: 1, maxLength: 14 }),
    cancellations: fc.array(anyCancellation, { maxLength: 2 }),
    rates: anyRates,
  })
  .map((rows) => ({ ...rows, zone: zoneOf(zoneId), currency: "USD" }));

/** Settings that the slow count knows. */
export type SlowSettings = Pick<
  MetricSettings,
  | "discounts"
  | "trials"
  | "freeCustomers"
  | "churnDate"
  | "reactivation"
  | "grouping"
  | "netting"
  | "priceChanges"
  | "fx"
>;

/** Random choices of them. */
export const anySlowSettings: fc.Arbitrary<SlowSettings> = fc.record({
  discounts: fc.constantFrom("all", "forever", "none"),
  trials: fc.constantFrom("out", "in"),
  freeCustomers: fc.constantFrom("out", "after-paying", "in"),
  churnDate: fc.constantFrom("end", "request"),
  reactivation: fc.constantFrom("separate", "new"),
  grouping: fc.constantFrom("moment", "month"),
  netting: fc.constantFrom("subscription", "customer"),
  priceChanges: fc.constantFrom("within", "separate"),
  fx: fc.constantFrom("moving", "fixed"),
});

/** What the slow count finds for a customer in a month; amounts in units of 10^-20. */
export interface SlowMonth {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly kinds: Readonly<Record<string, bigint>>;
  readonly won: number;
  readonly lost: number;
}

/** One customer's stretches, looked at from scratch each time. */
function lookingAt(input: MetricsInput, settings: SlowSettings, customer: string) {
  const counted = input.stretches.filter(
    (row) => row.customer === customer && (row.paying || settings.trials === "in"),
  );
  const notices = (input.cancellations ?? []).filter((row) => row.customer === customer);
  const isNotice = (row: RecurringStretch, t: Instant): boolean =>
    notices.some(
      (one) => one.subscription === row.subscription && one.requestedAt <= t && t < one.endsAt,
    );
  const covers = (row: RecurringStretch, t: Instant): boolean =>
    row.from <= t &&
    (row.to === null || t < row.to) &&
    !(settings.churnDate === "request" && isNotice(row, t));
  const value = { all: "netAll", recurring: "netAll", forever: "net", none: "amount" } as const;
  const rate = (currency: string, month: string): bigint => {
    if (currency === input.currency) return units("1");
    const limit = startOfMonth(nextMonth(month));
    const rows = (input.rates ?? [])
      .filter((row) => row.currency === currency)
      .sort((a, b) => a.from - b.from);
    const row = settings.fx === "fixed" ? rows[0] : rows.filter(({ from }) => from < limit).at(-1);
    return units(format(row?.rate ?? decimalOf("0")));
  };
  const worth = (t: Instant, month: string, of: Which): bigint =>
    counted
      .filter((row) => of(row) && covers(row, t))
      .map((row) => units(format(row[value[settings.discounts]])) * rate(row.currency, month))
      .reduce((total, one) => total + one, 0n);
  return { counted, notices, covers, worth };
}

type Which = (row: RecurringStretch) => boolean;
const anything: Which = () => true;
const cellOf = (row: RecurringStretch): string =>
  [row.subscription, row.plan, row.stream, row.segment, row.currency].join("|");

/** Looks at every stretch again at every instant at which anything may change: no state but who was a customer. */
export function slowMovements(
  input: MetricsInput,
  settings: SlowSettings,
  customer: string,
): SlowMonth[] {
  const seen = lookingAt(input, settings, customer);
  const { counted, notices, worth } = seen;
  const instants = [
    ...counted.flatMap((row) => [row.from, row.to ?? 0]),
    ...notices.flatMap((row) => [row.requestedAt, row.endsAt]),
  ];
  let wasCustomer = false;
  let ever = false;
  let seenAt = startOfMonth(slowMonths[0] ?? "") - 1;
  return slowMonths.map((month, index): SlowMonth => {
    const from = startOfMonth(month);
    const to = startOfMonth(nextMonth(month));
    const opening = worth(from - 1, slowMonths[index - 1] ?? month, anything);
    const parts: [string, bigint][] = [["fx", worth(from - 1, month, anything) - opening]];
    const looks =
      settings.grouping === "month"
        ? [to - 1]
        : [...new Set(instants)].filter((t) => t >= from && t < to).sort((a, b) => a - b);
    let won = 0;
    let lost = 0;
    for (const now of looks) {
      const isHeld = counted.some((row) => seen.covers(row, now));
      const isFreeCustomer =
        settings.freeCustomers === "in" || (settings.freeCustomers !== "out" && wasCustomer);
      const isCustomer = worth(now, month, anything) > 0n || (isHeld && isFreeCustomer);
      const moved = (of: Which): bigint => worth(now, month, of) - worth(seenAt, month, of);
      const isBack = ever && settings.reactivation === "separate";
      if (wasCustomer && isCustomer)
        parts.push(...partsWithin(seen, settings, moved, { after: seenAt, until: now }));
      else if (wasCustomer) parts.push(["churn", moved(anything)]);
      else if (isCustomer) parts.push([isBack ? "reactivation" : "new", moved(anything)]);
      won += Number(!wasCustomer && isCustomer);
      lost += Number(wasCustomer && !isCustomer);
      ever ||= isCustomer;
      wasCustomer = isCustomer;
      seenAt = now;
    }
    const kinds: Record<string, bigint> = {};
    for (const [kind, amount] of parts) kinds[kind] = (kinds[kind] ?? 0n) + amount;
    return { opening, closing: worth(to - 1, month, anything), kinds, won, lost };
  });
}

/** What a customer who stays gained and lost, in each subscription or altogether. */
function partsWithin(
  seen: ReturnType<typeof lookingAt>,
  settings: SlowSettings,
  moved: (of: Which) => bigint,
  time: { readonly after: Instant; readonly until: Instant },
): [string, bigint][] {
  const { counted } = seen;
  const subscriptions = [...new Set(counted.map(({ subscription }) => subscription))];
  const nets: Which[] =
    settings.netting === "customer"
      ? [anything]
      : subscriptions.map((id) => (row) => row.subscription === id);
  return nets.map((of) => {
    const cells = [...new Set(counted.filter(of).map(cellOf))];
    const isPrice = cells.some((cell) => {
      const own = counted.filter((row) => cellOf(row) === cell);
      if (moved((row) => own.includes(row)) === 0n) return false;
      const begun = own
        .flatMap((row) => beginnings(seen, row).map((begin) => ({ begin, cause: row.cause ?? "" })))
        .filter(({ begin }) => begin > time.after && begin <= time.until)
        .sort((a, b) => a.begin - b.begin || (a.cause < b.cause ? -1 : 1));
      return begun.at(-1)?.cause === "price";
    });
    const total = moved(of);
    const kind = total < 0n ? "contraction" : "expansion";
    return [settings.priceChanges === "separate" && isPrice ? "price" : kind, total];
  });
}

/** When a stretch begins to count: at its start, or when a notice that cut it is over. */
const beginnings = (
  { notices, covers }: ReturnType<typeof lookingAt>,
  row: RecurringStretch,
): Instant[] =>
  [...new Set([row.from, ...notices.map(({ endsAt }) => endsAt)])].filter(
    (t) => covers(row, t) && !covers(row, t - 1),
  );
