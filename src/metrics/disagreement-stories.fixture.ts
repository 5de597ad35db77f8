import { amount, at, inputOf, month, type Told } from "./metrics.fixture.ts";

const january = month("2026-01");
/** A customer of 100 who stays. */
export const steady: Told = { customer: "steady", from: "2024-12-05", amount: 100 };
/** A customer of 50 who asks in January to leave in February, and has paid until March. */
export const cancelled = inputOf(
  [
    steady,
    { customer: "leaver", from: "2025-06-10", to: "2026-02-10", amount: 50, endCause: "cancel" },
  ],
  {
    cancellations: [
      {
        customer: "leaver",
        subscription: "leaver/s-1",
        requestedAt: at("2026-01-20"),
        endsAt: at("2026-02-10"),
        paidThrough: at("2026-03-10"),
      },
    ],
  },
);
/** A customer who is on a free plan from late January on. */
export const free = (was: Told[]) =>
  inputOf([...was, { from: "2026-01-20", amount: 0, plan: "free" }]);
/** A customer who is away for nineteen days over the new year. */
export const returned = inputOf([
  steady,
  { from: "2025-01-01", to: "2025-12-20", amount: 50 },
  { from: "2026-01-08", amount: 50 },
]);
/** A customer who pauses for a month. */
export const paused = inputOf([
  steady,
  { from: "2025-10-01", to: "2026-01-10", amount: 50, endCause: "pause" },
  { from: "2026-02-10", amount: 50, cause: "resume" },
]);
/** A customer who swaps one of their subscriptions for a dearer one. */
export const swap = inputOf([
  steady,
  { subscription: "one", from: "2025-10-01", to: "2026-01-10", amount: 50 },
  { subscription: "two", from: "2026-01-10", amount: 80 },
  { subscription: "three", from: "2025-10-01", amount: 10 },
]);
/** A customer in euros, whose rate moves twice. */
export const euros = inputOf([{ from: "2025-10-05", amount: 100, currency: "EUR" }], {
  rates: [
    { currency: "EUR", from: at("2025-01-01"), rate: amount("1.10") },
    { currency: "EUR", from: at("2025-12-01"), rate: amount("1.20") },
    { currency: "EUR", from: at("2026-01-15"), rate: amount("1.05") },
  ],
});
/** One customer falls to 40 and grows to 120, another leaves and returns, a third is lost in March. */
export const year = inputOf([
  { customer: "a", from: "2025-01-01", to: "2025-04-10", amount: 100 },
  { customer: "a", from: "2025-04-10", to: "2025-08-10", amount: 40 },
  { customer: "a", from: "2025-08-10", amount: 120 },
  { customer: "b", from: "2025-01-01", to: "2025-05-10", amount: 100 },
  { customer: "b", from: "2025-09-10", amount: 100 },
]);
/** Five customers, one of whom is lost; three more come, one of whom goes. */
export const crowd = inputOf([
  ...["a", "b", "c", "d"].map((customer): Told => ({ customer, from: "2025-12-01", amount: 10 })),
  { customer: "lost", from: "2025-12-01", to: "2026-01-09", amount: 10 },
  { customer: "passing", from: "2026-01-03", to: "2026-01-20", amount: 10 },
  { customer: "won", from: "2026-01-04", amount: 10 },
  { customer: "won too", from: "2026-01-05", amount: 10 },
]);
/** Metered use of 25 in January. */
export const billedUsage = inputOf([steady], {
  usage: [
    {
      customer: "steady",
      subscription: "u",
      plan: "team",
      stream: "use",
      month: january,
      amount: amount(25),
      currency: "USD",
    },
  ],
});
/** Revenue of each kind, and what was billed. */
export const revenue = inputOf([steady], {
  revenue: [
    {
      month: january,
      stream: "plans",
      kind: "recurring",
      currency: "USD",
      recognised: amount(75),
      deferred: amount(600),
      deferredUnpaid: amount(200),
    },
    {
      month: january,
      stream: "use",
      kind: "usage",
      currency: "USD",
      recognised: amount(15),
      deferred: amount(0),
    },
    {
      month: january,
      stream: "services",
      kind: "one-off",
      currency: "USD",
      recognised: amount(10),
      deferred: amount(0),
    },
  ],
  billed: [
    {
      customer: "x",
      stream: "plans",
      kind: "recurring",
      amount: amount(900),
      currency: "USD",
      issuedAt: at("2026-01-03"),
      period: null,
      invoice: "INV-1",
    },
    {
      customer: "steady",
      stream: "services",
      kind: "one-off",
      amount: amount(300),
      currency: "USD",
      issuedAt: at("2026-01-04"),
      period: null,
      invoice: "INV-2",
    },
  ],
});
/** Three months of a growing receivable. */
export const receivable = inputOf([], {
  receivables: (
    [
      ["2025-11", 0, 700, 700],
      ["2025-12", 700, 800, 1500],
      ["2026-01", 1500, 900, 2100],
    ] as const
  ).map(([name, opening, billings, closing]) => ({
    month: month(name),
    currency: "USD",
    opening: amount(opening),
    billings: amount(billings),
    closing: amount(closing),
    closingCurrent: amount(900),
  })),
});
const margins = [{ month: january, ratio: amount("0.8") }];
/** Ten customers of 100; one of them leaves in January, and one contracted by 50 in December. */
export const ten = inputOf(
  [
    ...Array.from(
      { length: 8 },
      (_, index): Told => ({ customer: `s${index}`, from: "2025-11-01", amount: 100 }),
    ),
    { customer: "less", from: "2025-11-01", to: "2025-12-09", amount: 100 },
    { customer: "less", from: "2025-12-09", amount: 50 },
    { customer: "lost", from: "2025-11-01", to: "2026-01-09", amount: 100 },
  ],
  { margins },
);
