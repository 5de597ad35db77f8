import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { ProviderPayout } from "../../ledger/documents/provider-payout.ts";
import { type PayoutFact, payoutOf } from "../../ledger/payout-fact.ts";
import { decimalOf, subtract } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import type { PayoutContent } from "../../payments/payment-provider.ts";
import { addPayout, findPayout, holdPayouts } from "../../store/account-movements.ts";
import { savePayout } from "../../store/provider-accounts.ts";
import { formatInstant, type Instant } from "../../time/instant.ts";
import { answered, onceOnly } from "../once.ts";
import type { IdempotentRequest, StoredAnswer } from "../services.ts";
import { writing } from "./act-on-intent.ts";
import type { PaymentParts } from "./payment-parts.ts";

/** A payout that is told by hand. */
export type PayoutRequest = Omit<PayoutFact, "fact" | "recordedAt">;

/** The same with when it became known. */
export interface PayoutTold extends PayoutRequest {
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
}

/**
 * Records a provider's transfer by hand: of a provider that we do not speak with, or one that cannot say what it is made of. The
 * same again is answered alike; another of its provider and id is refused with `already-exists`. Refuses what `payoutOf` refuses.
 */
export const tellPayout = (
  parts: PaymentParts,
  tenant: string,
  request: PayoutRequest,
  once: IdempotentRequest | undefined,
): Promise<Result<StoredAnswer>> =>
  parts.books.recording(tenant, () =>
    writing(parts, tenant, (tx) =>
      onceOnly(tx, once, parts.now(tenant), async () => {
        await holdPayouts(tx);
        const now = await parts.books.now(tx);
        const read = payoutOf(request, now);
        if (!read.ok) return read;
        const payout = read.value;
        const before = await findPayout(tx, payout.id);
        if (before !== undefined && !isSame(before.movement, payout, request))
          return refuse(taken(payout));
        if (before !== undefined) return ok(answer(200, request, before.at));
        const { provider, id } = request;
        const content = contentOf(id, payout);
        const { currency, net } = content;
        await savePayout(tx, {
          provider,
          payout: id,
          status: "paid",
          amount: net,
          currency,
          at: payout.date,
          content: JSON.stringify(content),
        });
        return ok(answer(201, request, await addPayout(tx, payout, now)));
      }),
    ),
  );

const answer = (status: number, request: PayoutRequest, at: Instant): StoredAnswer => {
  const told: PayoutTold = { ...request, recordedAt: formatInstant(at) };
  return answered(status, JSON.stringify(told));
};

/** Where a request does not say when it was paid, that is no difference. */
const isSame = (known: ProviderPayout, told: ProviderPayout, { paidAt }: PayoutRequest): boolean =>
  JSON.stringify({ ...known, date: 0 }) === JSON.stringify({ ...told, date: 0 }) &&
  (paidAt === undefined || known.date === told.date);

/** What it is made of, all of it as collected. */
function contentOf(id: string, { currency, gross, fee, exchanged }: ProviderPayout): PayoutContent {
  const none = minorText(decimalOf("0"), currency);
  return {
    payout: id,
    currency,
    gross,
    fees: fee,
    net: minorText(subtract(decimalOf(gross), decimalOf(fee)), currency),
    parts: { charges: gross, refunds: none, disputes: none, disputeFees: none, other: none },
    ...(exchanged === undefined ? {} : { exchanged }),
  };
}

const taken = ({ id }: ProviderPayout) => ({
  code: "already-exists",
  path: "/id",
  message: "another payout of this provider has this id and other amounts; the first stays",
  value: id,
  suggestion: "use a new id",
});
