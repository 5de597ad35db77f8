import { expectOk } from "../fault/fault.ts";
import type { Month } from "../ledger/recognition/accounting-month.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, decimalOf, format } from "../money/decimal.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import { findZone, UTC, type Zone } from "../time/zone.ts";
import { type MonthSpan, parseMonth } from "./calendar-month.ts";
import type { MetricsInput } from "./metrics-input.ts";
import { type MetricsReport, metricsReport, type ReportChoice } from "./metrics-report.ts";
import type { ChosenSettings } from "./read-settings.ts";
import type { RecurringStretch } from "./recurring-stretch.ts";

/** An instant: a day's midnight in UTC, or a whole RFC 3339 time. */
export const at = (text: string): Instant =>
  expectOk(parseInstant(text.length === 10 ? `${text}T00:00:00Z` : text));

/** A month of its text. */
export const month = (text: string): Month => expectOk(parseMonth(text));

/** An amount of its text. */
export const amount = (text: string | number): Decimal => decimalOf(text);

/** A zone of its name. */
export const zoneOf = (id: string): Zone => expectOk(findZone(id));

/** What a test says about a stretch; the rest is usual. */
export interface Told {
  readonly customer?: string;
  readonly subscription?: string;
  readonly plan?: string;
  readonly stream?: string;
  readonly segment?: string;
  readonly from: string;
  readonly to?: string | null;
  readonly amount: string | number;
  readonly net?: string | number;
  readonly netRecurring?: string | number;
  readonly netAll?: string | number;
  readonly currency?: CurrencyCode;
  readonly paying?: boolean;
  readonly cause?: RecurringStretch["cause"];
  readonly endCause?: RecurringStretch["endCause"];
}

/** A stretch: of customer c-1 and their one subscription in USD where the test says nothing else. */
export function stretch(told: Told): RecurringStretch {
  const { customer = "c-1", from, to = null, cause, endCause } = told;
  const net = told.net ?? told.amount;
  return {
    customer,
    subscription: told.subscription ?? `${customer}/s-1`,
    plan: told.plan ?? "team",
    stream: told.stream ?? "subscriptions",
    segment: told.segment ?? "smb",
    from: at(from),
    to: to === null ? null : at(to),
    amount: amount(told.amount),
    net: amount(net),
    ...(told.netRecurring === undefined ? {} : { netRecurring: amount(told.netRecurring) }),
    netAll: amount(told.netAll ?? net),
    currency: told.currency ?? "USD",
    paying: told.paying ?? true,
    ...(cause === undefined ? {} : { cause }),
    ...(endCause === undefined ? {} : { endCause }),
  };
}

/** An input in USD and UTC. */
export const inputOf = (
  stretches: readonly Told[],
  more: Partial<Omit<MetricsInput, "stretches">> = {},
): MetricsInput => ({ zone: UTC, currency: "USD", stretches: stretches.map(stretch), ...more });

/** The texts of a record of amounts, those of nothing left out. */
export const texts = (amounts: Readonly<Record<string, Decimal>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(amounts)
      .map(([key, value]) => [key, format(value)])
      .filter(([, text]) => text !== "0"),
  );

/** A report of what a test tells. */
export const reportOf = (
  input: MetricsInput,
  span: MonthSpan | string,
  settings: ChosenSettings = {},
  choice: ReportChoice = {},
): MetricsReport =>
  expectOk(
    metricsReport(
      input,
      typeof span === "string" ? { from: span, to: span } : span,
      settings,
      choice,
    ),
  );

/** A metric's figure of one month, as text. */
export function figureOf(
  input: MetricsInput,
  name: string,
  metric: string,
  settings: ChosenSettings = {},
): string | null {
  const { figures } = reportOf(input, name, settings, { metrics: [metric] });
  return figures[0]?.value ?? null;
}
