import {
  type DisputeListRequest,
  type disputeStatuses,
  listDisputes,
  type StoredDispute,
} from "../../store/disputes.ts";
import type { Page } from "../../store/page.ts";
import { formatInstant } from "../../time/instant.ts";
import { pageOrThrow, type ReportParts, reading } from "../report-parts.ts";

/** A payment that is or was disputed at its provider. */
export interface DisputeAnswer {
  readonly id: string;
  readonly customer: string;
  readonly customerName: string;
  /** The payment, by its id. */
  readonly payment: string;
  readonly provider: string;
  /** What is disputed, in the currency of the customer's invoices. */
  readonly amount: string;
  readonly currency: string;
  /** What the provider took for it, and gave back where we won. */
  readonly fee: string;
  readonly feeReturned: string;
  readonly feeCurrency: string;
  readonly status: (typeof disputeStatuses)[number];
  readonly openedAt: string;
  readonly decidedAt: string | null;
}

/** A page of disputes, the latest first. */
export const disputesReport = (
  parts: Pick<ReportParts, "store" | "clock" | "library">,
  tenant: string,
  request: DisputeListRequest,
): Promise<Page<DisputeAnswer>> =>
  reading(parts, tenant, async (tx) => {
    const page = pageOrThrow(await listDisputes(tx, request));
    return { items: page.items.map(answerOf), next: page.next };
  });

function answerOf({ name, at, opened, decided, decidedAt }: StoredDispute): DisputeAnswer {
  const { id, customer, payment, provider, amount, currency, fee, feeCurrency } = opened;
  return {
    id,
    customer,
    customerName: name ?? customer,
    payment,
    provider,
    amount,
    currency,
    fee,
    feeReturned: decided?.kind === "dispute-won" ? decided.feeReturned : "0",
    feeCurrency: feeCurrency ?? currency,
    status: decided === null ? "open" : decided.kind === "dispute-won" ? "won" : "lost",
    openedAt: formatInstant(at),
    decidedAt: decidedAt === null ? null : formatInstant(decidedAt),
  };
}
