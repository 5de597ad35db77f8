import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { simpleDaysSalesOutstanding } from "../ledger/days-sales-outstanding.ts";
import { postInvoice } from "../ledger/documents/invoice.ts";
import type { JournalEntry } from "../ledger/entry.ts";
import { invoiceOf, at as ledgerAt } from "../ledger/ledger.fixture.ts";
import { decimal, decimalOf, format, sum } from "../money/decimal.ts";
import { UTC } from "../time/zone.ts";
import { workOut } from "./formula.fixture.ts";
import { amount, at, figureOf, inputOf, month, reportOf, zoneOf } from "./metrics.fixture.ts";
import type { BilledLine, MetricsInput, StreamRevenue, UsageRevenue } from "./metrics-input.ts";
import { metricsReport } from "./metrics-report.ts";
import type { ChosenSettings } from "./read-settings.ts";
import { metricIds, metrics } from "./registry.ts";
import { anyInput, anySlowSettings, slowMonths } from "./slow-movements.fixture.ts";

const span = { from: slowMonths[0] ?? "", to: slowMonths.at(-1) ?? "" };
const kinds = ["recurring", "usage", "one-off"] as const;
const anyMonth = fc.constantFrom(...slowMonths.map(month));
const anyCents = fc.integer({ min: 0, max: 99_999 }).map((cents) => decimal(cents, 2));
const anyCustomer = fc.constantFrom("a", "b", "c", "d");
const currency = fc.constantFrom("USD" as const, "EUR" as const);

const anyBilled: fc.Arbitrary<BilledLine> = fc.record({
  customer: anyCustomer,
  stream: fc.constantFrom("plans", "use"),
  kind: fc.constantFrom(...kinds),
  amount: fc
    .tuple(anyCents, fc.boolean())
    .map(([cents, isCredit]) => (isCredit ? decimal(-1) : cents)),
  currency,
  issuedAt: fc.integer({ min: 0, max: 200 }).map((day) => at("2025-11-05") + day * 86_400_000),
  period: fc.constant(null),
  invoice: fc.constant("INV-1"),
});
const anyRevenue: fc.Arbitrary<StreamRevenue> = fc.record({
  month: anyMonth,
  stream: fc.constantFrom("plans", "use"),
  kind: fc.constantFrom(...kinds),
  currency,
  recognised: anyCents,
  deferred: anyCents,
  deferredUnpaid: fc.constant(decimal(1)),
});
const anyUsage: fc.Arbitrary<UsageRevenue> = fc.record({
  customer: anyCustomer,
  subscription: fc.constant("u"),
  plan: fc.constant("team"),
  stream: fc.constant("use"),
  month: anyMonth,
  amount: anyCents,
  currency,
});
const anyReceivable = fc.record({
  month: anyMonth,
  currency,
  opening: anyCents,
  billings: anyCents,
  closing: anyCents,
  closingCurrent: anyCents,
});

/** Everything that metrics can be counted from. */
const anyFullInput: fc.Arbitrary<MetricsInput> = fc
  .tuple(
    anyInput,
    fc.record({
      billed: fc.array(anyBilled, { maxLength: 6 }),
      revenue: fc.array(anyRevenue, { maxLength: 6 }),
      usage: fc.array(anyUsage, { maxLength: 4 }),
      receivables: fc.array(anyReceivable, { maxLength: 6 }),
      margins: fc.constant(
        slowMonths.slice(1).map((name) => ({ month: month(name), ratio: decimal(75, 2) })),
      ),
    }),
  )
  .map(([input, more]) => ({ ...input, ...more }));

const anyOtherSettings: fc.Arbitrary<ChosenSettings> = fc.record({
  usage: fc.constantFrom("out", "in"),
  pauses: fc.constantFrom("churn", "contraction"),
  churnBase: fc.constantFrom("start", "average", "start-plus-new"),
  churnCount: fc.constantFrom("of-start", "all"),
  concentrationBasis: fc.constantFrom("mrr", "billed"),
  revenueBasis: fc.constantFrom("recognised", "billed"),
  deferred: fc.constantFrom("gross", "paid"),
  ltvChurn: fc.constantFrom("logo", "revenue"),
  churnSpan: fc.constantFrom("month", "year"),
  cohortClock: fc.constantFrom("calendar", "anniversary"),
  cohortBase: fc.constantFrom("first", "month-end"),
});

const settings = fc
  .tuple(anySlowSettings, anyOtherSettings)
  .map(([slow, other]): ChosenSettings => ({ ...other, ...slow }));

describe("a report", () => {
  it("carries rows that add up to each term, and terms that make the figure by its formula", () => {
    property(
      fc.property(anyFullInput, settings, (input, chosen) => {
        const { figures } = reportOf(input, span, chosen);
        for (const figure of figures) {
          const metric = metrics.find(({ id }) => id === figure.metric);
          for (const term of figure.terms) {
            const rows = (term.rows ?? []).map((row) => decimalOf(row.amount));
            expect([figure.metric, term.id, format(sum(rows))]).toEqual([
              figure.metric,
              term.id,
              term.amount,
            ]);
          }
          if (figure.value === null || figure.metric === "dso") continue;
          const terms = new Map(figure.terms.map(({ id, amount: of }) => [id, Number(of)]));
          if (figure.metric === "quick-ratio" || figure.metric.endsWith("-mrr")) fillIn(terms);
          const worked = workOut(metric?.formula ?? "", terms);
          const error = Math.abs(worked - Number(figure.value));
          const close = error <= unitErrors[figure.unit] + Math.abs(worked) * 1e-12;
          expect([figure.metric, figure.value, worked, close]).toEqual([
            figure.metric,
            figure.value,
            worked,
            true,
          ]);
        }
      }),
      60,
    );
  });

  it("carries cohorts whose customers add up cell by cell", () => {
    property(
      fc.property(anyFullInput, settings, (input, chosen) => {
        const { triangles } = reportOf(input, span, chosen, {
          metrics: ["logo-cohorts", "revenue-cohorts"],
        });
        for (const cohort of triangles.flatMap(({ cohorts }) => cohorts)) {
          const rows = cohort.rows ?? [];
          const total = (of: readonly string[]) => format(sum(of.map(decimalOf)));
          expect(total(rows.map(({ initial }) => initial))).toBe(cohort.initial);
          cohort.cells.forEach((cell) => {
            expect(total(rows.map(({ cells }) => cells[cell.after] ?? "0"))).toBe(cell.amount);
          });
        }
      }),
      60,
    );
  });

  it("is plain JSON of a stable order, whatever the order of the input", () => {
    property(
      fc.property(anyFullInput, settings, (input, chosen) => {
        const report = reportOf(input, span, chosen, { by: "plan" });
        expect(JSON.parse(JSON.stringify(report))).toEqual(report);
        const turned = { ...input, stretches: input.stretches.toReversed() };
        const again = reportOf(turned, span, chosen, { by: "plan" });
        expect(JSON.stringify(again)).toBe(JSON.stringify(report));
      }),
      40,
    );
  });

  it("opens each month with what the one before closed with, and the movements add up", () => {
    property(
      fc.property(anyFullInput, settings, (input, chosen) => {
        const { movements } = reportOf(input, span, chosen, { metrics: [] });
        movements.forEach(({ month: _, opening, closing, ...own }, index) => {
          const moved = sum(Object.values(own).map((text) => decimalOf(String(text))));
          expect(format(sum([decimalOf(opening), moved]))).toBe(format(decimalOf(closing)));
          if (index > 0) expect(movements[index - 1]?.closing).toBe(opening);
        });
      }),
      40,
    );
  });

  it("holds every metric for every month, and says what is missing", () => {
    const report = reportOf(inputOf([]), { from: "2026-01", to: "2026-02" });
    const names = [...new Set(report.figures.map(({ metric }) => metric))];
    expect([...names, ...report.triangles.map(({ metric }) => metric)]).toEqual(metricIds);
    expect(report.figures.length).toBe(names.length * 2);
    const missing = Object.fromEntries(report.figures.map((one) => [one.metric, one.missing]));
    expect(missing).toMatchObject({
      nrr: "divides-by-nothing",
      dso: "not-given",
      ltv: "not-given",
    });
    expect(figureOf(inputOf([]), "2026-01", "mrr")).toBe("0.00");
  });

  it("leaves rows out where they are not wanted", () => {
    const input = inputOf([{ from: "2026-01-01", amount: 5 }]);
    const { figures } = reportOf(input, "2026-01", {}, { metrics: ["mrr"], rows: false });
    expect(figures).toEqual([
      {
        metric: "mrr",
        month: "2026-01",
        unit: "money",
        value: "5.00",
        exact: "5",
        settings: figures[0]?.settings,
        terms: [{ id: "mrr", amount: "5" }],
      },
    ]);
  });

  it("bounds months by the business's own midnights", () => {
    const late = { from: "2026-02-01T03:00:00Z", amount: 5 };
    expect(figureOf(inputOf([late]), "2026-01", "mrr")).toBe("0.00");
    const inNewYork = inputOf([late], { zone: zoneOf("America/New_York") });
    expect(figureOf(inNewYork, "2026-01", "mrr")).toBe("5.00");
  });
});

describe("days sales outstanding", () => {
  it("of a month's snapshot are what the ledger counts from the documents", () => {
    const documents: readonly JournalEntry[] = [
      postInvoice({
        invoice: invoiceOf({
          number: "INV-1",
          issued: "2026-01-10",
          lines: [{ stream: "usage", amount: "700.00" }],
        }),
      }),
    ];
    const period = { from: ledgerAt("2026-01-01"), to: ledgerAt("2026-02-01") };
    const days = simpleDaysSalesOutstanding(documents, "USD", period, UTC);
    const snapshot = {
      month: month("2026-01"),
      currency: "USD" as const,
      opening: amount(0),
      billings: amount(700),
      closing: amount(700),
      closingCurrent: amount(700),
    };
    const counted = figureOf(inputOf([], { receivables: [snapshot] }), "2026-01", "dso");
    expect(counted).toBe(days === undefined ? null : `${format(days)}.0`);
  });
});

describe("a refused report", () => {
  const codes = (input: MetricsInput, chosen = {}, choice = {}, months = span) => {
    const report = metricsReport(input, months, chosen, choice);
    return report.ok ? [] : report.faults.map(({ code, path }) => `${code} ${path}`);
  };

  it("names months, metrics, slices and settings that do not exist, all at once", () => {
    const months = { from: "2026-13", to: "May" };
    expect(
      codes(inputOf([]), { fx: "none" }, { metrics: ["mrr", "mmr"], by: "colour" }, months),
    ).toEqual([
      "invalid-month /months/from",
      "invalid-month /months/to",
      "invalid-metric-setting /settings/fx",
      "unknown-metric /metrics/1",
      "unknown-slice /by",
    ]);
    expect(codes(inputOf([]), {}, {}, { from: "2026-02", to: "2026-01" })).toEqual([
      "invalid-month-span /months",
    ]);
  });

  it("points to rows that cannot be", () => {
    const wrong = inputOf([{ from: "2026-01-02", to: "2026-01-01", amount: 1, net: -1 }], {
      rates: [{ currency: "EUR", from: 0, rate: amount(0) }],
      usage: [
        {
          customer: "a",
          subscription: "s",
          plan: "p",
          stream: "u",
          month: 0,
          amount: amount(-1),
          currency: "USD",
        },
      ],
    });
    expect(codes(wrong)).toEqual([
      "negative-recurring-value /stretches/0/net",
      "negative-recurring-value /stretches/0/netAll",
      "stretch-ends-early /stretches/0/to",
      "invalid-fx-rate /rates/0/rate",
    ]);
    expect(codes(wrong, { usage: "in" })).toContain("negative-recurring-value /usage/0/amount");
  });

  it("asks for the rate of each currency that is not the reporting one", () => {
    const late = [{ currency: "EUR" as const, from: at("2027-01-01"), rate: amount(1) }];
    const euros = inputOf([{ from: "2026-01-02", amount: 1, currency: "EUR" }]);
    expect(codes(euros)).toEqual(["fx-rate-missing /rates"]);
    expect(codes({ ...euros, rates: late })).toEqual(["fx-rate-missing /rates"]);
    expect(codes({ ...euros, rates: late }, { fx: "fixed" })).toEqual([]);
    const revenue = {
      month: month("2026-01"),
      stream: "plans",
      kind: "recurring" as const,
      currency: "GBP" as const,
      recognised: amount(1),
      deferred: amount(0),
    };
    expect(codes(inputOf([], { revenue: [revenue] }))).toEqual([
      "fx-rate-missing /revenue/0/currency",
    ]);
  });
});

/** Half of the last digit; movements may be off by almost a whole one, so that they add up. */
const unitErrors = {
  money: 0.01,
  ratio: 0.000_000_6,
  days: 0.06,
  months: 0.006,
  count: 0,
  index: 0.006,
} as const;

/** Movements that are not among a metric's terms did not happen in its formula. */
function fillIn(terms: Map<string, number>): void {
  for (const kind of ["new", "expansion", "reactivation", "contraction", "churn", "price", "fx"])
    if (!terms.has(kind)) terms.set(kind, 0);
}
