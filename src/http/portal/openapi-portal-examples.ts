import type { AlertView } from "../../services/entitlements/alert-views.ts";
import type { OfferedPlan } from "../../services/portal/offered-plans.ts";
import type { PortalMeter } from "../../services/portal/portal.ts";
import type { PortalOverview } from "../../services/portal/portal-overview.ts";
import type {
  PortalInvoice,
  PortalMe,
  PortalPaymentMethods,
  PortalPerson,
  PortalPreview,
} from "./portal-answers.ts";

/** What the description of the portal shows. */

export const me: PortalMe = {
  customer: { id: "c-9", name: "Alder", email: "books@alder.example", country: "DE" },
  member: { id: "pQ7rT2vX9zBd", name: "Ada Byron", email: "ada@example.com", role: "admin" },
  role: "admin",
  acts: ["overview.read", "plans.read", "plans.change"],
  branding: {
    name: "Northwind Cloud",
    logo: null,
    colour: "#1f3a5f",
    textOnColour: "#ffffff",
    supportEmail: "help@northwind.example",
    supportUrl: null,
  },
  allow: { changePlan: true, cancel: true, paymentMethod: true, keys: true, members: true },
  languages: ["en", "de"],
  language: "en",
  currency: "USD",
  timeZone: "Europe/Berlin",
  returnTo: null,
  embed: false,
  session: { expiresAt: "2026-01-10T18:00:00Z" },
  environment: { id: "default", live: true },
};

export const alert: AlertView = {
  customer: "c-9",
  customerName: "Alder",
  quota: "calls",
  meter: "calls",
  alert: null,
  alertName: null,
  rule: null,
  at: "80%",
  used: "812",
  allowance: "1000",
  currency: null,
  notify: ["customer"],
  suggest: null,
  firedAt: "2026-01-10T10:00:01Z",
  from: "2026-01-01T00:00:00Z",
  to: "2026-02-01T00:00:00Z",
};

export const overview: PortalOverview = {
  at: "2026-01-10T10:00:00Z",
  currency: "USD",
  plans: [
    {
      subscription: "s-9",
      plan: "team",
      planName: "Team",
      of: null,
      cadence: "monthly",
      quantity: "1",
      price: "499 USD",
      standing: "active",
      start: "2026-01-01",
      end: null,
      pausedOn: null,
      resumesOn: null,
      renewsOn: "2026-02-01",
      trialUntil: null,
      changesOn: "2026-02-01",
      paidUntil: "2026-02-01T00:00:00Z",
      mayChange: true,
      mayCancel: true,
      changes: [
        {
          id: "portal-Xq3b",
          kind: "change",
          day: "2026-02-01",
          planName: "Business",
          undoable: true,
        },
      ],
    },
  ],
  nextInvoice: { issuedAt: "2026-02-01T00:00:00Z", total: "499.00", currency: "USD" },
  quotas: [
    {
      id: "calls",
      meter: "calls",
      meterName: "Calls",
      unit: "call",
      used: "812",
      allowance: "1000",
      percent: "81",
      overage: "bill",
      from: "2026-01-01T00:00:00Z",
      to: "2026-02-01T00:00:00Z",
      resetsAt: "2026-02-01T00:00:00Z",
    },
  ],
  cost: {
    soFar: "12.40",
    projected: "38.44",
    currency: "USD",
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
    issuedAt: "2026-02-01T00:00:00Z",
  },
  owing: { owed: "499.00", overdue: "0.00", balance: "0.00", currency: "USD" },
  suspendedSince: null,
  alerts: [alert],
};

export const meter: PortalMeter = {
  id: "calls",
  name: "Calls",
  unit: "call",
  dimensions: ["region"],
};

export const invoice: PortalInvoice = {
  kind: "invoice",
  id: "c-9:1",
  number: "INV-000009",
  issuedAt: "2026-01-01T00:00:00Z",
  dueAt: "2026-01-31T00:00:00Z",
  total: "499.00",
  currency: "USD",
  open: "499.00",
  status: "open",
};

const charge: OfferedPlan["charges"][number] = {
  id: "calls",
  name: "Calls",
  meter: "calls",
  unit: "call",
  every: "1 month",
  included: "1000",
  overage: "bill",
  kind: "per-unit",
  price: "0.02 USD",
  per: "1",
  tiers: [],
};

export const plan: OfferedPlan = {
  id: "business",
  name: "Business",
  prices: { monthly: "999 USD" },
  charges: [charge],
  features: [{ id: "sso", name: "Single sign-on", kind: "flag", value: true }],
  quotas: [
    {
      id: "calls",
      meter: "calls",
      meterName: "Calls",
      unit: "call",
      limit: "5000",
      per: "month",
      overage: "block",
    },
  ],
  credits: [{ id: "welcome", name: "Welcome", amount: "10 USD", every: null }],
  current: false,
  open: true,
  cadences: ["monthly"],
  trialDays: null,
  differences: {
    charges: [{ id: "calls", now: { ...charge, included: "100" }, after: charge }],
    features: [],
    quotas: [],
    credits: [],
  },
};

export const preview: PortalPreview = {
  at: "2026-01-10T10:00:00Z",
  until: "2026-02-01T00:00:00Z",
  with: [],
  without: [],
  currency: null,
  totals: { with: "0", without: "0", difference: "0" },
};

export const paymentMethods: PortalPaymentMethods = {
  customer: "c-9",
  autopay: "due",
  methods: [],
  providers: ["stripe"],
};

export const person: PortalPerson = {
  id: "pQ7rT2vX9zBd",
  name: "Ada Byron",
  email: "ada@example.com",
  role: "billing",
  state: "invited",
  createdAt: "2026-01-10T10:00:00Z",
  lastSeenAt: null,
  current: false,
};
