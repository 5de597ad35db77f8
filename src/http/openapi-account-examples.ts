import type {
  CreditHoldings,
  CustomerNotice,
  CustomerReceivables,
  DunningAnswer,
  NoticeAnswer,
  Timeline,
  Upcoming,
} from "../services/accounts/account-answers.ts";
import type { Page } from "../services/reports.ts";
import type { RunningCost } from "../services/running-cost-answer.ts";
import { draft } from "./openapi-examples.ts";

const customer = "c-17";
const number4 = { id: "c-17:4", number: "INV-000004" } as const;

export const timeline: Timeline = {
  items: [
    {
      id: "3/000000000000001",
      at: "2026-03-05T10:00:00Z",
      group: "payment",
      kind: "payment",
      on: null,
      about: "p-1",
      name: null,
      invoice: number4,
      amount: "500.00",
      currency: "USD",
      note: null,
    },
    {
      id: "1/change/ch-4",
      at: "2026-02-10T09:00:00Z",
      group: "subscription",
      kind: "change",
      on: "2026-03-01",
      about: "s-1",
      name: "Business",
      invoice: null,
      amount: null,
      currency: null,
      note: null,
    },
  ],
  next: null,
  toCome: [
    {
      id: "to-come/next-invoice/0",
      at: "2026-04-01T01:00:00Z",
      group: "document",
      kind: "next-invoice",
      on: null,
      about: null,
      name: null,
      invoice: null,
      amount: null,
      currency: null,
      note: null,
    },
  ],
};

const notice: NoticeAnswer = {
  id: "c-17/dunning/1",
  at: "2026-03-06T00:00:00Z",
  action: "remind",
  afterDueDays: 3,
  template: "friendly",
  fee: null,
  total: "131.00",
  invoices: ["INV-000004"],
};

export const notices: Page<CustomerNotice> = { items: [{ customer, ...notice }], next: null };

export const receivables: CustomerReceivables = {
  customer,
  currency: "USD",
  owed: "131.00",
  overdue: "131.00",
  balance: "0.00",
  suspendedSince: null,
  items: [
    {
      ...number4,
      issuedAt: "2026-02-01T01:00:00Z",
      dueAt: "2026-03-03T01:00:00Z",
      total: "631.00",
      open: "131.00",
      status: "open",
      daysOverdue: 4,
      stage: { action: "remind", afterDueDays: 3, at: "2026-03-06T00:00:00Z" },
      next: { action: "warn", afterDueDays: 10, at: "2026-03-13T00:00:00Z" },
      promisedUntil: null,
    },
  ],
  payments: [
    {
      id: "p-1",
      at: "2026-03-05T10:00:00Z",
      amount: "500.00",
      method: "bank-transfer",
      provider: null,
      appliedTo: [{ ...number4, amount: "500.00" }],
      unapplied: "0.00",
      returned: "0.00",
      disputed: "0.00",
    },
  ],
  notices: [notice],
};

export const upcoming: Upcoming = {
  at: "2026-02-10T09:00:00Z",
  until: "2026-03-01T01:00:00Z",
  documents: [draft],
};

export const runningCost: RunningCost = {
  customer,
  at: "2026-02-11T00:00:00Z",
  currency: "USD",
  issuedAt: "2026-03-01T01:00:00Z",
  lines: [
    {
      id: "s-1/calls/1",
      kind: "usage",
      description: "Calls",
      subscription: "s-1",
      charge: "calls",
      meter: "calls",
      unit: "call",
      period: { from: "2026-02-01T00:00:00Z", to: "2026-03-01T00:00:00Z" },
      soFar: { quantity: "25000", amount: "30.00", discount: "0.00" },
      projected: { quantity: "70000", amount: "120.00", discount: "0.00" },
    },
  ],
  soFar: { tax: "0.00", total: "30.00" },
  projected: { tax: "0.00", total: "120.00" },
};

export const dunning: DunningAnswer = {
  currency: "USD",
  accounts: 1,
  overdue: "131.00",
  suspended: 0,
  stages: [
    {
      afterDueDays: 3,
      action: "remind",
      template: "friendly",
      fee: null,
      accounts: 1,
      overdue: "131.00",
    },
    {
      afterDueDays: 10,
      action: "warn",
      template: "last",
      fee: "5 USD",
      accounts: 0,
      overdue: "0.00",
    },
  ],
  items: [
    {
      customer,
      name: "Northwind",
      currency: "USD",
      owed: "131.00",
      overdue: "131.00",
      oldestDueAt: "2026-03-03T01:00:00Z",
      daysOverdue: 4,
      stage: { action: "remind", afterDueDays: 3, at: "2026-03-06T00:00:00Z" },
      next: { action: "warn", afterDueDays: 10, at: "2026-03-13T00:00:00Z" },
      suspendedSince: null,
      parked: false,
    },
  ],
  next: null,
};

export const creditHoldings: CreditHoldings = {
  currency: "USD",
  holders: 1,
  balance: "145.00",
  paid: "80.00",
  given: "65.00",
  expiring: "45.00",
  until: "2026-09-15T00:00:00Z",
  used: "5.00",
  expired: "0.00",
  items: [
    {
      customer,
      name: "Northwind",
      currency: "USD",
      balance: "145.00",
      paid: "80.00",
      nextExpiry: {
        at: "2026-09-01T00:00:00Z",
        amount: "45.00",
        grant: "g-1",
        name: "Goodwill credits",
      },
    },
  ],
  next: null,
};
