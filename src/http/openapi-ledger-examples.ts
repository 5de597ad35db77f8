import type { EntryReversalFact, ManualEntryFact } from "../ledger/manual/manual-entry-fact.ts";
import type { MonthClose } from "../services/closing/close-report.ts";
import type { CloseList } from "../services/closing/close-service.ts";
import type {
  AccountSummary,
  AgeingAnswer,
  EntryAnswer,
  SalesOutstandingAnswer,
  TrialBalanceAnswer,
  VerificationAnswer,
} from "../services/ledger/ledger-answers.ts";
import type {
  RemainingObligationsAnswer,
  RevenueScheduleAnswer,
  RollForwardAnswer,
} from "../services/ledger/revenue-answers.ts";
import type { Page } from "../services/reports.ts";

/** The books of the business in `openapi-examples.ts`: one yearly plan of 3,650 USD, invoiced on the first of January. */

const hash = "9f2c7b1e5a4d3c2b1a0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f1e0d9c8b";

const receivable = {
  account: "assets:receivable",
  code: "1200",
  title: "Accounts receivable",
  type: "asset",
} as const;

export const foreignCurrency = {
  asOf: "2026-01-31",
  currency: "USD",
  positions: [
    {
      account: "assets:receivable",
      currency: "EUR",
      amount: "100.00",
      unvalued: "0.00",
      carrying: "110.00",
      value: "119.19",
      gain: "9.19",
      rate: {
        from: "EUR",
        to: "USD",
        day: "2026-01-31",
        ratedOn: "2026-01-30",
        rate: "1.1919",
        source: "ECB",
        how: "stated",
      },
    },
  ],
  results: [
    {
      month: "2026-01",
      realised: { gain: "2.00", loss: "0.00" },
      unrealised: { gain: "9.19", loss: "0.00" },
      net: "11.19",
    },
  ],
  balances: [{ ...receivable, balance: "119.19" }],
  untranslated: [],
};

export const trialBalance: TrialBalanceAnswer = {
  asOf: "2026-01-31",
  final: true,
  rows: [
    { ...receivable, currency: "USD", debits: "3650.00", credits: "0.00", balance: "3650.00" },
    {
      account: "liabilities:deferred:platform",
      code: "2400-platform",
      title: "Deferred revenue: Platform",
      type: "liability",
      currency: "USD",
      debits: "310.00",
      credits: "3650.00",
      balance: "-3340.00",
    },
    {
      account: "income:revenue:platform",
      code: "4000-platform",
      title: "Revenue: Platform",
      type: "income",
      currency: "USD",
      debits: "0.00",
      credits: "310.00",
      balance: "-310.00",
    },
  ],
  totals: [{ currency: "USD", debitBalances: "3650.00", creditBalances: "3650.00" }],
};

export const accounts: { readonly items: readonly AccountSummary[] } = {
  items: [
    {
      ...receivable,
      normalSide: "debit",
      byHand: false,
      balances: [{ currency: "USD", balance: "3650.00" }],
    },
  ],
};

export const entries: Page<EntryAnswer> = {
  items: [
    {
      id: "invoice/INV-000001",
      position: 1,
      date: "2026-01-01T00:00:00Z",
      documentDate: null,
      document: { kind: "invoice", number: "INV-000001" },
      invoice: "c-17:1",
      customer: "c-17",
      dueAt: "2026-01-31T00:00:00Z",
      description: "Invoice INV-000001 of c-17",
      by: null,
      reverses: null,
      reversedBy: null,
      postings: [
        {
          account: "assets:receivable",
          currency: "USD",
          amount: "3650.00",
          invoice: "INV-000001",
          line: null,
        },
        {
          account: "liabilities:deferred:platform",
          currency: "USD",
          amount: "-3650.00",
          invoice: null,
          line: "s-1/recurring/0",
        },
      ],
      hash,
    },
  ],
  next: null,
};

const owed = {
  notDue: "0.00",
  days1to30: "3650.00",
  days31to60: "0.00",
  days61to90: "0.00",
  over90: "0.00",
  total: "3650.00",
} as const;

export const ageing: AgeingAnswer = {
  asOf: "2026-02-14",
  customers: [{ customer: "c-17", name: "Northwind", currency: "USD", amounts: owed }],
  totals: [{ currency: "USD", amounts: owed }],
  items: [
    {
      invoice: "INV-000001",
      customer: "c-17",
      currency: "USD",
      dueAt: "2026-01-31T00:00:00Z",
      daysOverdue: 14,
      open: "3650.00",
    },
  ],
};

export const salesOutstanding: SalesOutstandingAnswer = {
  asOf: "2026-01-31",
  items: [
    {
      currency: "USD",
      receivable: "3650.00",
      simple: { from: "2025-11-01", sold: "3650.00", days: "92.0" },
      countback: { days: "31.0", complete: true },
    },
  ],
};

export const verification: VerificationAnswer = {
  sound: true,
  entries: 2,
  head: { position: 2, hash },
  faults: [],
};

const nothing = {
  opening: "0.00",
  billed: "0.00",
  recognised: "0.00",
  catchUp: "0.00",
  terminated: "0.00",
  moved: "0.00",
  closing: "0.00",
} as const;

export const rollForward: RollForwardAnswer = {
  from: "2026-01",
  to: "2026-01",
  closedThrough: "2026-01",
  items: [
    {
      month: "2026-01",
      stream: "platform",
      currency: "USD",
      revenue: "310.00",
      revenueFromOpening: "0.00",
      deferred: { ...nothing, billed: "3650.00", recognised: "-310.00", closing: "3340.00" },
      contractAsset: nothing,
      refundLiability: nothing,
    },
  ],
};

export const schedule: RevenueScheduleAnswer = {
  months: ["2026-01", "2026-02", "2026-03"],
  closedThrough: "2026-01",
  items: [
    {
      stream: "platform",
      currency: "USD",
      amounts: ["310.00", "280.00", "310.00"],
      later: "2750.00",
    },
  ],
};

export const remaining: RemainingObligationsAnswer = {
  asOf: "2026-11-30",
  items: [
    {
      currency: "USD",
      total: "910.00",
      withinYear: "910.00",
      later: "0.00",
      unscheduled: "0.00",
      contracted: "0.00",
      committed: "600.00",
      commitments: [
        {
          customer: "c-17",
          contract: null,
          subscription: "s-1",
          until: "2027-02-01",
          amount: "600.00",
          withinYear: "600.00",
        },
      ],
      months: [
        { month: "2026-12", amount: "610.00" },
        { month: "2027-01", amount: "300.00" },
      ],
      streams: [{ stream: "platform", amount: "910.00", withinYear: "910.00" }],
    },
  ],
};

export const monthClose: MonthClose = {
  month: "2026-01",
  state: "closed",
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T00:00:00Z",
  zone: "UTC",
  closedAt: "2026-02-03T09:00:00Z",
  head: { position: 2, hash },
  checks: [
    {
      id: "month-over",
      state: "passed",
      message: "the month and the grace window of its usage are over",
    },
  ],
  recognised: [{ currency: "USD", amount: "310.00" }],
  entries: 1,
  rollForward: rollForward.items,
};

const { checks: _, rollForward: __, state: ___, ...summary } = monthClose;

export const closes: CloseList = {
  items: [{ ...summary, closedAt: "2026-02-03T09:00:00Z", head: { position: 2, hash } }],
  next: null,
  openMonth: "2026-02",
};

/** An accrual by hand, its entry, and what takes it back. */
export const manualEntry: Omit<ManualEntryFact, "fact"> = {
  id: "accrual-1",
  date: "2026-01-31",
  reason: "Support of January, invoice to come",
  by: "Dana Field",
  postings: [
    { account: "expenses:other:support", debit: "120.00 USD" },
    { account: "liabilities:other:accrued", credit: "120.00 USD" },
  ],
};

const accrual = { currency: "USD", invoice: null, line: null } as const;

export const enteredEntry: EntryAnswer = {
  id: "manual-entry/accrual-1",
  position: 3,
  date: "2026-01-31T00:00:00Z",
  documentDate: null,
  document: { kind: "manual-entry", number: "accrual-1" },
  invoice: null,
  customer: null,
  dueAt: null,
  description: "Support of January, invoice to come",
  by: "Dana Field",
  reverses: null,
  reversedBy: null,
  postings: [
    { account: "expenses:other:support", amount: "120.00", ...accrual },
    { account: "liabilities:other:accrued", amount: "-120.00", ...accrual },
  ],
  hash,
};

export const entryReversal: Omit<EntryReversalFact, "fact" | "entry"> = {
  date: "2026-02-01",
  reason: "The invoice came",
  by: "Dana Field",
};

export const reversedEntry: EntryAnswer = {
  ...enteredEntry,
  id: "reversal/manual-entry/accrual-1",
  position: 4,
  date: "2026-02-01T00:00:00Z",
  description: "Reversal of Support of January, invoice to come: The invoice came",
  reverses: "manual-entry/accrual-1",
  reversedBy: null,
  postings: [
    { account: "expenses:other:support", amount: "-120.00", ...accrual },
    { account: "liabilities:other:accrued", amount: "120.00", ...accrual },
  ],
};
