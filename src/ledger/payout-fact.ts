import { expectOk, type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { factId, instant } from "../model/fact-text.ts";
import { providerName } from "../model/provider-name.ts";
import { list, literal, readShape, type Shape } from "../model/shape.ts";
import { money } from "../model/shape-money.ts";
import { object, optional } from "../model/shape-object.ts";
import type { CurrencyCode } from "../money/currency.ts";
import { type Decimal, zero } from "../money/decimal.ts";
import { minorText, readMinorAmount } from "../money/minor-amount.ts";
import { type Money, parseMoney } from "../money/money.ts";
import { type Instant, parseInstant } from "../time/instant.ts";
import type { ProviderPayout } from "./documents/provider-payout.ts";

/** What a provider transferred to our bank account: a fact about nobody's account, told by hand. */
export interface PayoutFact {
  readonly fact: "payout";
  /** The provider's own id of it, or a name of ours. */
  readonly id: string;
  readonly provider: string;
  /** What it had collected, less refunds and disputes. */
  readonly gross: Money;
  /** What it kept of that. Default nothing. */
  readonly fees?: Money;
  /** What of it was collected in other currencies, and what that became in the payout's, within `gross`. */
  readonly exchanged?: readonly { readonly amount: Money; readonly became: Money }[];
  /** When it left, RFC 3339. Default: when it became known. */
  readonly paidAt?: string;
  /** When it became known, RFC 3339: a server's clock says it, a file must. */
  readonly recordedAt?: string;
}

type Exchanged = NonNullable<PayoutFact["exchanged"]>[number];

/** The fields of a payout, however it is told. */
export const payoutFields = {
  id: factId,
  provider: providerName,
  gross: money,
  fees: optional(money),
  exchanged: optional(list(object<Exchanged>({ amount: money, became: money }))),
  paidAt: optional(instant),
} as const;

const payoutShape: Shape<PayoutFact> = object<PayoutFact>({
  fact: literal("payout"),
  ...payoutFields,
  recordedAt: optional(instant),
});

/** Reads the fact: what its shape refuses, `recorded-at-needed`, `wrong-minor-unit` and `currency-mismatch`. */
export function parsePayoutFact(json: unknown): Result<PayoutFact> {
  const { value, faults } = readShape(payoutShape, json);
  if (faults.length > 0) return { ok: false, faults };
  const read = payoutOf(value, 0);
  const all = [
    ...(value.recordedAt === undefined ? [undated] : []),
    ...(read.ok ? [] : read.faults),
  ];
  return all.length > 0 ? { ok: false, faults: all } : ok(value);
}

const undated: Fault = {
  code: "recorded-at-needed",
  path: "/recordedAt",
  message: "nothing says when this payout became known",
  suggestion: 'add recordedAt: "2026-01-31T12:00:00Z"',
};

/**
 * The payout as it is posted, known at a moment. Refuses fees and what money became in another currency than `gross`, and what was
 * exchanged in the same one, with `currency-mismatch`; what is no whole minor unit with `wrong-minor-unit`.
 */
export function payoutOf(fact: Omit<PayoutFact, "fact">, at: Instant): Result<ProviderPayout> {
  const faults: Fault[] = [];
  const read = (text: Money, path: string): { value: Decimal; currency: CurrencyCode } => {
    const parsed = expectOk(parseMoney(text, path));
    const whole = readMinorAmount(text.split(" ")[0] ?? "", parsed.currency, path);
    if (!whole.ok) faults.push(...whole.faults);
    return parsed;
  };
  const gross = read(fact.gross, "/gross");
  const { currency } = gross;
  const own = (text: Money, path: string): Decimal => {
    const amount = read(text, path);
    if (amount.currency !== currency) faults.push(mismatch(text, path, `in ${currency}`));
    return amount.value;
  };
  const fee = fact.fees === undefined ? zero : own(fact.fees, "/fees");
  const exchanged = (fact.exchanged ?? []).map((one, index) => {
    const at = pathTo("/exchanged", index);
    const amount = read(one.amount, `${at}/amount`);
    if (amount.currency === currency)
      faults.push(mismatch(one.amount, `${at}/amount`, `in another currency than ${currency}`));
    const became = own(one.became, `${at}/became`);
    return {
      currency: amount.currency,
      amount: minorText(amount.value, amount.currency),
      became: minorText(became, currency),
    };
  });
  if (faults.length > 0) return { ok: false, faults };
  return ok({
    kind: "provider-payout",
    id: `${fact.provider}:${fact.id}`,
    provider: fact.provider,
    date: fact.paidAt === undefined ? at : expectOk(parseInstant(fact.paidAt)),
    currency,
    gross: minorText(gross.value, currency),
    fee: minorText(fee, currency),
    ...(exchanged.length === 0 ? {} : { exchanged }),
  });
}

const mismatch = (value: Money, path: string, wanted: string): Fault => ({
  code: "currency-mismatch",
  path,
  message: `this amount of a payout is ${wanted}`,
  value,
});

/** Payouts as they are told, each once however often; another of one provider and id is refused with `fact-conflict`. */
export function knownPayouts(): {
  readonly add: (fact: PayoutFact) => readonly Fault[];
  readonly list: () => readonly PayoutFact[];
} {
  const known = new Map<string, PayoutFact>();
  return {
    add: (fact) => {
      const key = `${fact.provider}:${fact.id}`;
      const before = known.get(key);
      if (before === undefined) known.set(key, fact);
      return before === undefined || sameText(before, fact) ? [] : [conflict(fact)];
    },
    list: () => [...known.values()],
  };
}

/** When a fact was recorded does not belong to what it says. */
const sameText = (one: PayoutFact, other: PayoutFact): boolean => textOf(one) === textOf(other);

const textOf = ({ recordedAt: _, ...fact }: PayoutFact): string =>
  JSON.stringify(Object.entries(fact).sort(([left], [right]) => (left < right ? -1 : 1)));

const conflict = (fact: PayoutFact): Fault => ({
  code: "fact-conflict",
  path: "/id",
  message: "another payout of this provider has this id and says something else",
  value: fact.id,
  suggestion: "give each its own id, or remove the wrong one",
});
