import type { LineKind } from "../../account/invoice.ts";
import { revenueKind } from "../../metrics/accounts/revenue-kind.ts";

/** What a purchase is charged for: what recurs, what is metered, and what is sold once. */
export type ChargeKind = "recurring" | "usage" | "one-off";

/** What a line charges for, whatever its stream is for; credits that are sold are sold once. */
export function chargeKind(line: LineKind): ChargeKind {
  const kind = revenueKind(line, false);
  return kind === "prepayment" ? "one-off" : kind;
}
