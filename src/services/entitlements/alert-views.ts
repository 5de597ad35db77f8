import type { AlertAudience } from "../../entitlement/alert-shares.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { format, trim } from "../../money/decimal.ts";
import { minorText } from "../../money/minor-amount.ts";
import { percentText } from "../../money/percent.ts";
import type { AlertFiring } from "../../store/alert-firings.ts";
import { formatInstant } from "../../time/instant.ts";

/** That a customer came to a share of what it may use, or committed to. Instants are RFC 3339, UTC; amounts decimal texts. */
export interface AlertView {
  readonly customer: string;
  readonly customerName: string;
  /**
   * The quota's id; of what a charge covers `charges/` and the charge's id, of a commitment `contracts/` and the contract's, of costs
   * `cost/` and of credits `credits/` with the id of the rule.
   */
  readonly quota: string;
  /** Null for costs and credits. */
  readonly meter: string | null;
  /** The model's alert that says so, and its name; null where the quota says so itself. */
  readonly alert: string | null;
  readonly alertName: string | null;
  /** What the customer itself set, where it asked to be told; null else. */
  readonly rule: string | null;
  /** `80%` of the allowance. */
  readonly at: string;
  readonly used: string;
  readonly allowance: string;
  /** Of both where they are money; null where they are units of the meter. */
  readonly currency: CurrencyCode | null;
  /** Who is meant to be told. */
  readonly notify: readonly AlertAudience[];
  /** The plan to propose; null where the model proposes none. */
  readonly suggest: string | null;
  readonly firedAt: string;
  /** The window that it is of, half-open. */
  readonly from: string;
  readonly to: string;
}

/** An alert for the wire. */
export function alertView(firing: AlertFiring, name?: string): AlertView {
  const { customer, quota, meter, used, allowance, currency, reached } = firing;
  const text = (amount: typeof used): string =>
    currency === undefined ? format(trim(amount)) : minorText(amount, currency);
  return {
    customer,
    customerName: name ?? customer,
    quota,
    meter,
    alert: reached.alert?.id ?? null,
    alertName: reached.alert?.name ?? null,
    rule: reached.rule ?? null,
    at: percentText(reached.share),
    used: text(used),
    allowance: text(allowance),
    currency: currency ?? null,
    notify: reached.notify,
    suggest: reached.suggest ?? null,
    firedAt: formatInstant(firing.firedAt),
    from: formatInstant(firing.from),
    to: formatInstant(firing.to),
  };
}
