import type { PortalInvoice } from "../api/invoices.ts";
import type { PortalPlan } from "../api/overview.ts";
import type { Tone } from "./badge.tsx";

/** How the standing of a plan looks. */
export const standingTone: Readonly<Record<PortalPlan["standing"], Tone>> = {
  scheduled: "quiet",
  trialing: "warn",
  active: "good",
  paused: "warn",
  ended: "quiet",
};

/** How the status of an invoice looks. */
export const invoiceTone: Readonly<Record<NonNullable<PortalInvoice["status"]>, Tone>> = {
  open: "quiet",
  overdue: "bad",
  paid: "good",
  "in-dispute": "warn",
};
