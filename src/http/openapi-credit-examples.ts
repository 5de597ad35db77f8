import type {
  AdjustGrantFact,
  GrantFact,
  SlaClaimFact,
  TopUpRuleFact,
  UptimeFact,
  VoidGrantFact,
} from "../credit/credit-fact.ts";
import type { CustomerCredits } from "../services/customer-credits.ts";

type Posted<F> = Omit<F, "fact" | "recordedAt">;

const customer = "c-17";

export const grant: Posted<GrantFact> = {
  id: "g-1",
  customer,
  kind: "goodwill",
  amount: "50 USD",
  date: "2026-03-01",
  expires: "2026-09-01",
  reason: "a slow answer",
};

export const voidGrant: Posted<VoidGrantFact> = {
  id: "v-1",
  customer,
  grant: "g-1",
  date: "2026-03-01",
  reason: "granted in error",
};

export const adjustment: Posted<AdjustGrantFact> = {
  id: "a-1",
  customer,
  grant: "g-1",
  date: "2026-03-01",
  add: "10 USD",
  reason: "it took two days",
};

export const topUpRule: Posted<TopUpRuleFact> = {
  id: "t-1",
  customer,
  date: "2026-03-01",
  whenBelow: "20 USD",
  amount: "100 USD",
  price: "90%",
  maximumPerMonth: "500 USD",
};

export const uptime: Posted<UptimeFact> = {
  id: "2026-02",
  sla: "standard",
  month: "2026-02",
  downtimeMinutes: 210,
  excludedMinutes: 30,
};

export const slaClaim: Posted<SlaClaimFact> = {
  id: "k-1",
  customer,
  sla: "standard",
  month: "2026-02",
  date: "2026-03-01",
};

export const customerCredits: CustomerCredits = {
  customer,
  currency: "USD",
  balance: "45.00",
  grants: [
    {
      id: "g-1",
      name: "Goodwill credits",
      credit: null,
      kind: "goodwill",
      amount: "50.00",
      pricePaid: "0.00",
      remaining: "45.00",
      burned: "5.00",
      expired: "0.00",
      voided: "0.00",
      priority: 0,
      appliesTo: "all",
      effectiveAt: "2026-03-01T00:00:00Z",
      expiresAt: "2026-09-01T00:00:00Z",
      source: { kind: "command", id: "g-1" },
    },
  ],
  recurring: [],
  sold: [],
  topUpRules: [],
  uses: [
    {
      id: "c-17:4",
      invoice: "c-17:4",
      at: "2026-04-01T01:00:00Z",
      draws: [
        {
          grant: "g-1",
          line: "s-1/calls/2",
          stream: "platform",
          amount: "5.00",
          pricePaid: "0.00",
          returned: "0.00",
        },
      ],
    },
  ],
  serviceCredits: [],
};
