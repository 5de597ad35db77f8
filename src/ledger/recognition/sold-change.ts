import type { Day } from "./accounting-month.ts";
import { type Allocation, withAllocation } from "./allocation.ts";
import { type SoldInvoice, withDelivery } from "./sold-line.ts";

/** What becomes known of an invoice's revenue after it was posted, and no document says. */
export type SoldChange =
  /** A line that was to be delivered has been. */
  | { readonly kind: "delivery"; readonly line: string; readonly day: Day }
  /** A part of a line's price belongs to something else, or is now known to be earned. */
  | { readonly kind: "allocation"; readonly allocation: Allocation };

/** What an invoice sold, with a change of it. */
export const changeSold = (sold: SoldInvoice, change: SoldChange): SoldInvoice =>
  change.kind === "delivery"
    ? withDelivery(sold, change.line, change.day)
    : withAllocation(sold, change.allocation);
