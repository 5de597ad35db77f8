import type {
  ProviderPayout,
  ProviderPayoutFailed,
} from "../../ledger/documents/provider-payout.ts";
import type { PayoutContent } from "../../payments/payment-provider.ts";
import type { Instant } from "../../time/instant.ts";

/** Our id of a provider's transfer: ids are unique within a provider. */
const payoutId = (provider: string, payout: string): string => `${provider}:${payout}`;

/** A transfer as the ledger posts it: dispute fees are a part of what it cleared, since they were posted with their disputes. */
export const payoutDocument = (
  {
    provider,
    payout,
    at,
  }: { readonly provider: string; readonly payout: string; readonly at: Instant },
  { currency, gross, fees, exchanged }: PayoutContent,
): ProviderPayout => ({
  kind: "provider-payout",
  id: payoutId(provider, payout),
  provider,
  date: at,
  currency,
  gross,
  fee: fees,
  ...(exchanged === undefined ? {} : { exchanged }),
});

/** A transfer that the bank sent back. */
export const failedPayoutDocument = (
  provider: string,
  {
    payout,
    currency,
    net,
    at,
  }: Pick<PayoutContent, "payout" | "currency" | "net"> & { readonly at: Instant },
): ProviderPayoutFailed => ({
  kind: "provider-payout-failed",
  id: payoutId(provider, payout),
  provider,
  date: at,
  currency,
  net,
});
