import { expectOk } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import type { Account, CouponTime, PeriodDiscounts, RedeemedCoupon } from "./account.ts";
import type { BilledParts } from "./advance.ts";
import { hasCoupons } from "./coupons-due.ts";
import type { PricedLine } from "./line.ts";

/** Time that coupons of some codes were taken off. */
interface Taken {
  readonly codes: ReadonlySet<string>;
  readonly time: CouponTime;
}

/** The account with what it bills remembered by the coupons that took something off its price. */
export function rememberCouponTimes(
  account: Account,
  { paid, usage }: Pick<BilledParts, "paid" | "usage">,
): Account {
  if (!account.subscriptions.some(hasCoupons)) return account;
  const taken = new Map<string, Taken[]>();
  const note = (
    { coupons }: PeriodDiscounts,
    line: PricedLine | undefined,
    of: Pick<CouponTime, "phase" | "charge">,
  ): void => {
    const { subscription, period = null } = line?.line ?? {};
    if (coupons === undefined || subscription === undefined || period === null) return;
    const codes = new Set(coupons.flatMap(({ code }) => code ?? []));
    const time = { ...of, from: instantOf(period.from), to: instantOf(period.to) };
    const own = taken.get(subscription) ?? [];
    taken.set(subscription, [...own, { codes, time }]);
  };
  for (const { state, paid: period, line } of paid) note(period, line, { phase: state.key });
  for (const { state, charge, billed, line } of usage)
    note(billed, line, { phase: state.key, charge: charge.id });
  if (taken.size === 0) return account;
  return {
    ...account,
    subscriptions: account.subscriptions.map((one) => {
      const own = taken.get(one.fact.id);
      if (own === undefined || one.coupons === undefined) return one;
      return { ...one, coupons: one.coupons.map((coupon) => remembering(coupon, own)) };
    }),
  };
}

const instantOf = (text: string): number => expectOk(parseInstant(text));

function remembering(coupon: RedeemedCoupon, taken: readonly Taken[]): RedeemedCoupon {
  const own = taken.filter(({ codes }) => codes.has(coupon.code));
  if (own.length === 0) return coupon;
  return { ...coupon, taken: own.reduce((times, { time }) => withTime(times, time), coupon.taken) };
}

/** Time that adjoins or is there already makes none of its own. */
function withTime(times: readonly CouponTime[], time: CouponTime): readonly CouponTime[] {
  const { phase, charge, from, to } = time;
  const place = times.findIndex(
    (one) => one.phase === phase && one.charge === charge && one.from <= to && from <= one.to,
  );
  const beside = times[place];
  if (beside === undefined) return [...times, time];
  const joined = { ...beside, from: Math.min(from, beside.from), to: Math.max(to, beside.to) };
  return times.with(place, joined);
}
