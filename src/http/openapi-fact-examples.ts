import type { AmendmentFact } from "../account/amendment-fact.ts";
import type { BundleFact } from "../account/bundles/bundle-fact.ts";
import type {
  Cancellation,
  CouponFact,
  Pause,
  Reactivation,
  Resumption,
  TermsChange,
  Undoing,
} from "../account/change-fact.ts";
import type {
  CustomerFact,
  LicenceFact,
  SaleFact,
  SubscriptionFact,
  TaxDecisionFact,
  VatCheckFact,
} from "../account/fact.ts";
import type { MilestoneFact } from "../account/milestone-fact.ts";
import type { Preview } from "../services/reports.ts";
import type { SubscriptionDetail } from "../services/subscription-answers.ts";
import { draft } from "./openapi-examples.ts";

type Posted<F> = Omit<F, "fact" | "recordedAt">;

export const customer: Posted<CustomerFact> = {
  id: "c-17",
  name: "Northwind",
  country: "DE",
  segment: "enterprise",
};

/** The same customer, of whom more is known. */
export const amendedCustomer: Posted<CustomerFact> = {
  ...customer,
  address: { line1: "Hafenstraße 12", postalCode: "20457", city: "Hamburg", country: "DE" },
  vatNumber: "DE136695976",
  purchaseOrder: "PO-7",
  language: "de",
};

export const vatCheck: Posted<VatCheckFact> = {
  id: "2026-01-31T12:00:00Z/c-17",
  customer: "c-17",
  number: "DE136695976",
  valid: true,
  checkedAt: "2026-01-31T12:00:00Z",
  consultation: "WAPIAAAAX0000000",
};

export const taxDecision: Posted<TaxDecisionFact> = {
  id: "t-1",
  customer: "c-17",
  category: "standard",
  from: "2026-01-01",
  until: "2026-02-01",
  tax: { category: "S", rate: "8.875", jurisdiction: "US-NY", name: "Sales tax" },
  provider: "engine",
  reference: "TX-4711",
};

export const subscription: Posted<SubscriptionFact> = {
  id: "s-1",
  customer: "c-17",
  plan: "team",
  cadence: "monthly",
  start: "2026-01-01",
};

export const licence: Posted<LicenceFact> = {
  id: "l-1",
  customer: "c-17",
  licence: "on-premises",
  start: "2026-01-15",
};

export const milestone: Posted<MilestoneFact> = {
  id: "w-1-design",
  customer: "c-17",
  sale: "w-1",
  milestone: "Design accepted",
  on: "2026-02-10",
};

export const amendment: Posted<AmendmentFact> = {
  id: "w-1-more",
  customer: "c-17",
  sale: "w-1",
  price: "54000 USD",
  shares: { "Design accepted": "25%", Live: "75%" },
  on: "2026-03-02",
};

export const sale: Posted<SaleFact> = {
  id: "t-1",
  customer: "c-17",
  offer: "training",
  date: "2026-01-10",
  quantity: 2,
};

export const bundle: Posted<BundleFact> = {
  id: "b-1",
  customer: "c-17",
  bundle: "start",
  start: "2026-01-10",
};

export const termsChange: Posted<TermsChange> = {
  id: "ch-1",
  customer: "c-17",
  subscription: "s-1",
  on: "2026-02-10",
  quantity: 3,
};

export const pause: Posted<Pause> = {
  id: "ch-2",
  customer: "c-17",
  subscription: "s-1",
  on: "2026-03-01",
};

export const resumption: Posted<Resumption> = {
  id: "ch-3",
  customer: "c-17",
  subscription: "s-1",
  on: "2026-04-01",
};

export const cancellation: Posted<Cancellation> = {
  id: "ch-4",
  customer: "c-17",
  subscription: "s-1",
  when: "period-end",
};

export const undoing: Posted<Undoing> = {
  id: "ch-5",
  customer: "c-17",
  subscription: "s-1",
  change: "ch-4",
};

export const couponRedemption: Posted<CouponFact> = {
  id: "cp-1",
  customer: "c-17",
  subscription: "s-1",
  code: "SPRING26",
};

export const reactivation: Posted<Reactivation> = {
  id: "ch-6",
  customer: "c-17",
  subscription: "s-1",
  on: "2026-09-01",
};

/** The fact as the server answers it. */
export const recorded = <F>(fact: F): F & { readonly recordedAt: string } => ({
  ...fact,
  recordedAt: "2025-12-31T12:00:00Z",
});

export const subscriptionDetail: SubscriptionDetail = {
  id: "s-1",
  customer: "c-17",
  customerName: "Northwind",
  standing: "active",
  of: null,
  addons: [],
  trialUntil: null,
  paidUntil: "2026-03-01T00:00:00Z",
  alignment: "anniversary",
  termYears: null,
  contractNumber: null,
  agreed: {},
  invoiced: {
    currency: "USD",
    total: "1130.00",
    kinds: [
      { kind: "recurring", amount: "998.00" },
      { kind: "usage", amount: "132.00" },
    ],
  },
  changeable: ["undo", "coupon"],
  phases: [
    {
      phase: 1,
      plan: "team",
      planName: "Team",
      cadence: "monthly",
      quantity: "1",
      current: true,
      from: "2026-01-01",
      to: "2026-03-01",
      trialUntil: null,
      sequel: "end",
      model: "acme@1",
    },
  ],
  changes: [
    {
      id: "ch-4",
      kind: "cancel",
      day: "2026-03-01",
      recordedAt: "2026-02-10T09:00:00Z",
      state: "to-come",
      by: "told",
      undoable: true,
      terms: { plan: null, planName: null, cadence: null, quantity: null, model: null },
      accountedAs: null,
      fee: null,
      feeBilled: null,
    },
  ],
  coupons: [
    {
      id: "cp-1",
      coupon: "spring",
      code: "SPRING26",
      name: "Spring sale",
      from: "2026-01-10",
      redeemedAt: "2026-01-10T09:00:00Z",
      uses: 1,
      usedUp: false,
    },
  ],
};

export const previewRequest = {
  customer: "c-17",
  facts: [{ fact: "change", ...termsChange }],
  at: "2026-02-10T09:00:00Z",
} as const;

export const preview: Preview = {
  at: "2026-02-10T09:00:00Z",
  until: "2026-03-01T01:00:00Z",
  with: [draft],
  without: [],
};
