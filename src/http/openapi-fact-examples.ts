import type {
  Cancellation,
  Pause,
  Reactivation,
  Resumption,
  TermsChange,
  Undoing,
} from "../account/change-fact.ts";
import type { CustomerFact, LicenceFact, SaleFact, SubscriptionFact } from "../account/fact.ts";

type Posted<F> = Omit<F, "fact" | "recordedAt">;

export const customer: Posted<CustomerFact> = {
  id: "c-17",
  name: "Northwind",
  country: "DE",
  segment: "enterprise",
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

export const sale: Posted<SaleFact> = {
  id: "t-1",
  customer: "c-17",
  offer: "training",
  date: "2026-01-10",
  quantity: 2,
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

export const reactivation: Posted<Reactivation> = {
  id: "ch-6",
  customer: "c-17",
  subscription: "s-1",
  on: "2026-09-01",
};
