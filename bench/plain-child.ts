import { benchUsage } from "./bench-accounts.ts";
import {
  drain,
  leanInvoices,
  type PlainUsage,
  plainInvoices,
  type UsagePeriod,
} from "./plain-invoices.ts";

/** What the plain loops are to do next. */
export type PlainOrder =
  | { readonly kind: "settle" }
  | { readonly kind: "run"; readonly loop: "same-invoices" | "lean"; readonly period: UsagePeriod };

/** How many invoices were made; none where there was only rubbish to collect. */
export interface PlainDone {
  readonly invoices: number;
}

function obey(order: PlainOrder, usage: PlainUsage): PlainDone {
  if (order.kind === "settle") {
    globalThis.gc?.();
    return { invoices: 0 };
  }
  const { loop, period } = order;
  return { invoices: drain(loop === "lean" ? leanInvoices(usage) : plainInvoices(usage, period)) };
}

// A process of its own, so that the plain loops do not pay for the accounts that Florin holds.
const usage = benchUsage(Number(process.argv[2]));
process.on("message", (order: PlainOrder) => process.send?.(obey(order, usage)));
process.on("disconnect", () => process.exit());
