import { receivable } from "./account-name.ts";
import { type LedgerDocument, postDocument } from "./documents/ledger-document.ts";
import type { JournalEntry } from "./entry.ts";
import { carryEntry } from "./foreign/carry-entry.ts";
import type { ForeignPosition, PositionKey } from "./foreign/foreign-position.ts";
import { at, invoiceOf, vat } from "./ledger.fixture.ts";
import { reverseEntry } from "./reversal.ts";

const northwind = { customer: "c-1", currency: "USD" } as const;
const stripe = { provider: "stripe" } as const;

/** Half a year of Northwind and of Contoso, which pays in euros: each kind of document once. */
const northwindStory: readonly LedgerDocument[] = [
  {
    kind: "invoice",
    invoice: invoiceOf({
      number: "INV-000001",
      issued: "2026-01-01",
      due: "2026-01-31",
      lines: [
        { stream: "subscriptions", amount: "1200.00", period: ["2026-01-01", "2027-01-01"] },
        { stream: "usage", amount: "300.00", period: ["2025-12-01", "2026-01-01"] },
        { stream: "services", amount: "500.00" },
      ],
      tax: "380.00",
    }),
    taxes: [vat("380.00")],
  },
  {
    ...northwind,
    ...stripe,
    kind: "payment",
    id: "PAY-1",
    date: at("2026-01-20"),
    amount: "2000.00",
    appliedTo: [{ invoice: "INV-000001", amount: "2000.00" }],
  },
  {
    kind: "provider-payout",
    id: "PO-1",
    ...stripe,
    date: at("2026-01-22"),
    currency: "USD",
    gross: "2000.00",
    fee: "58.30",
  },
  {
    kind: "recognition",
    id: "2026-01",
    date: at("2026-01-31"),
    currency: "USD",
    amounts: [
      { stream: "subscriptions", amount: "101.92", against: "deferred", line: "INV-000001/1" },
      { stream: "usage", amount: "250.00", against: "unbilled" },
    ],
  },
  {
    kind: "invoice",
    invoice: invoiceOf({
      number: "INV-000002",
      issued: "2026-02-01",
      due: "2026-03-03",
      lines: [{ stream: "usage", amount: "250.00", period: ["2026-01-01", "2026-02-01"] }],
    }),
    recognition: () => "unbilled",
  },
  {
    ...northwind,
    kind: "credit-note",
    number: "CN-000001",
    invoice: "INV-000001",
    date: at("2026-02-03"),
    lines: [{ id: "3", stream: "services", amount: "100.00", treatment: "at-once" }],
    taxes: [vat("19.00")],
    total: "119.00",
    appliedTo: [{ invoice: "INV-000001", amount: "119.00" }],
  },
  {
    ...northwind,
    kind: "payment",
    id: "PAY-2",
    date: at("2026-02-10"),
    amount: "400.00",
    appliedTo: [{ invoice: "INV-000001", amount: "261.00" }],
  },
  {
    ...northwind,
    kind: "credit-application",
    id: "CA-1",
    date: at("2026-02-10"),
    invoice: "INV-000002",
    amount: "100.00",
  },
  {
    ...northwind,
    kind: "refund",
    id: "RF-1",
    payment: "PAY-2",
    date: at("2026-02-12"),
    amount: "39.00",
    reopens: [],
  },
  {
    ...northwind,
    ...stripe,
    kind: "credit-purchase",
    id: "TOPUP-1",
    date: at("2026-02-15"),
    amount: "119.00",
    taxes: [vat("19.00")],
  },
  {
    ...northwind,
    kind: "credit-burn",
    id: "BURN-1",
    grant: "TOPUP-1",
    date: at("2026-02-20"),
    draws: [{ stream: "usage", amount: "30.00" }],
    against: { funding: "prepaid" },
  },
  {
    ...northwind,
    kind: "credit-burn",
    id: "BURN-2",
    grant: "TOPUP-1",
    date: at("2026-02-28"),
    draws: [{ stream: "usage", amount: "40.00" }],
    against: { funding: "prepaid", invoice: "INV-000002" },
  },
  {
    ...northwind,
    kind: "credit-burn",
    id: "BURN-3",
    grant: "PROMO-1",
    date: at("2026-02-28"),
    draws: [{ stream: "usage", line: "1", amount: "10.00", treatment: "at-once" }],
    against: { funding: "free", invoice: "INV-000002" },
  },
  {
    ...northwind,
    kind: "credit-expiry",
    id: "EXP-1",
    grant: "TOPUP-1",
    date: at("2026-05-15"),
    amount: "30.00",
    stream: "usage",
  },
  {
    ...northwind,
    ...stripe,
    kind: "dispute-opened",
    id: "DP-1",
    payment: "PAY-1",
    date: at("2026-03-01"),
    amount: "200.00",
    fee: "15.00",
  },
  {
    ...northwind,
    ...stripe,
    kind: "dispute-won",
    id: "DP-1",
    date: at("2026-03-20"),
    amount: "200.00",
    feeReturned: "15.00",
  },
  {
    ...northwind,
    ...stripe,
    kind: "dispute-opened",
    id: "DP-2",
    payment: "PAY-1",
    date: at("2026-03-02"),
    amount: "119.00",
    fee: "15.00",
  },
  {
    ...northwind,
    ...stripe,
    kind: "dispute-lost",
    id: "DP-2",
    date: at("2026-03-25"),
    amount: "119.00",
    reopens: [{ invoice: "INV-000001", amount: "119.00" }],
  },
  {
    ...northwind,
    kind: "write-off",
    id: "WO-1",
    invoice: "INV-000001",
    date: at("2026-05-31"),
    amount: "119.00",
    taxes: [vat("19.00")],
  },
  {
    ...northwind,
    kind: "recovery",
    id: "RC-1",
    writeOff: "WO-1",
    date: at("2026-06-10"),
    amount: "59.50",
    taxes: [vat("9.50")],
  },
  {
    kind: "partner-share",
    id: "PS-1",
    partner: "dell",
    date: at("2026-03-31"),
    currency: "USD",
    amount: "150.00",
    treatment: { kind: "lowers-revenue", stream: "services" },
  },
  {
    kind: "partner-share",
    id: "PS-2",
    partner: "dell",
    date: at("2026-03-31"),
    currency: "USD",
    amount: "25.00",
    treatment: { kind: "cost" },
  },
  {
    kind: "partner-payout",
    id: "PP-1",
    partner: "dell",
    date: at("2026-04-15"),
    currency: "USD",
    amount: "175.00",
  },
  {
    kind: "invoice",
    invoice: invoiceOf({
      number: "INV-000003",
      customer: "c-2",
      currency: "EUR",
      issued: "2026-03-15",
      due: "2026-04-14",
      lines: [{ stream: "services", amount: "1000.00" }],
    }),
  },
  {
    kind: "currency-revaluation",
    id: "2026-03",
    date: at("2026-03-31"),
    currency: "USD",
    balances: [{ account: receivable, currency: "EUR", carrying: "1080.00", value: "1065.00" }],
  },
  {
    kind: "payment",
    id: "PAY-3",
    customer: "c-2",
    date: at("2026-04-10"),
    currency: "EUR",
    amount: "600.00",
    money: { currency: "USD", amount: "660.00" },
    appliedTo: [{ invoice: "INV-000003", amount: "600.00" }],
  },
  {
    kind: "payment",
    id: "PAY-4",
    customer: "c-2",
    date: at("2026-04-12"),
    currency: "EUR",
    amount: "400.00",
    appliedTo: [{ invoice: "INV-000003", amount: "400.00" }],
  },
];

/** A euro is worth 1.08 dollars until April. */
const euro = (date: number) => ({ rate: date < at("2026-04-01") ? "1.08" : "1.075" });

const positions = new Map<string, ForeignPosition>();
const keyOf = ({ account, currency, item }: PositionKey) => `${account} ${currency} ${item}`;

/** The story's journal, with its realised gains, the revaluation of March turned round on the first of April. */
export const northwindEntries: readonly JournalEntry[] = northwindStory
  .map(postDocument)
  .map(
    (entry) =>
      carryEntry(entry, "USD", () => euro(entry.date), {
        find: (key) => positions.get(keyOf(key)),
        save: (key, position) => void positions.set(keyOf(key), position),
      }).entry,
  )
  .flatMap((entry) =>
    entry.document.kind === "currency-revaluation"
      ? [entry, reverseEntry(entry, { date: at("2026-04-01"), reason: "next period" })]
      : [entry],
  );
