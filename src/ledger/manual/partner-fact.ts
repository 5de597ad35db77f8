import { factId, instant } from "../../model/fact-text.ts";
import { providerName } from "../../model/provider-name.ts";
import { literal, type Shape } from "../../model/shape.ts";
import { money, percent } from "../../model/shape-money.ts";
import { object, optional } from "../../model/shape-object.ts";
import { date, id } from "../../model/shape-values.ts";
import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import { words } from "./told-words.ts";

/** What was sold in a period that a partner has a share of, as it was reported; the partner's part is owed from then on. */
export interface PartnerShareFact {
  readonly fact: "partner-share";
  /** The caller's own name of the report. */
  readonly id: string;
  /** The share of the model; absent for the commission of `partner`. */
  readonly share?: string;
  /** Whose it is, where the share names nobody or there is no share. */
  readonly partner?: string;
  /** The day of the books' calendar on which it counts, in a month that is open. */
  readonly date: string;
  /** What the rate is taken of; below zero where something reported before was given back. */
  readonly base: Money;
  /** The rate agreed, where the model leaves it open. */
  readonly rate?: Percent;
  /** Who answers for it. */
  readonly by: string;
  /** When it became known, RFC 3339: a server's clock says it, a file must. */
  readonly recordedAt?: string;
}

/** Money that was paid to a partner. */
export interface PartnerPayoutFact {
  readonly fact: "partner-payout";
  readonly id: string;
  readonly partner: string;
  /** The day on which it was paid, in a month that is open. */
  readonly date: string;
  readonly amount: Money;
  /** The provider whose balance it was paid from; the bank's account where absent. */
  readonly provider?: string;
  readonly by: string;
  readonly recordedAt?: string;
}

/** What a share says besides when it became known. */
export const partnerShareFields = {
  id: factId,
  share: optional(id),
  partner: optional(id),
  date,
  base: money,
  rate: optional(percent),
  by: words,
};

/** What a payout to a partner says besides when it became known. */
export const partnerPayoutFields = {
  id: factId,
  partner: id,
  date,
  amount: money,
  provider: optional(providerName),
  by: words,
};

/** The shape of a reported share. */
export const partnerShareShape: Shape<PartnerShareFact> = object<PartnerShareFact>({
  fact: literal("partner-share"),
  ...partnerShareFields,
  recordedAt: optional(instant),
});

/** The shape of a payout to a partner. */
export const partnerPayoutShape: Shape<PartnerPayoutFact> = object<PartnerPayoutFact>({
  fact: literal("partner-payout"),
  ...partnerPayoutFields,
  recordedAt: optional(instant),
});
