import { factId, instant } from "../../model/fact-text.ts";
import { either, list, literal, type Shape, text, whole } from "../../model/shape.ts";
import { money, moneyDue, percent, portion } from "../../model/shape-money.ts";
import { object, optional } from "../../model/shape-object.ts";
import { byName, date, quantity } from "../../model/shape-values.ts";
import type { Money } from "../../money/money.ts";
import type { Percent } from "../../money/percent.ts";
import type {
  ContractFact,
  ContractNotice,
  ContractRenewal,
  ContractTold,
  IndexValueFact,
  NoticeWithdrawal,
  RenewalWithdrawal,
  VolumeEstimateFact,
} from "./contract-fact.ts";

/** Money, or a percentage where the price is one. */
export const agreedPoint: Shape<Percent | Money> = either<Percent, Money>(
  percent,
  money,
  (value) => typeof value === "string" && value.endsWith("%"),
);

const about = { id: factId, customer: factId, recordedAt: optional(instant) };

const choices = {
  months: optional(whole(1, 1_200)),
  commitment: optional(moneyDue),
  agreed: optional(byName(byName(agreedPoint))),
  agreedDiscounts: optional(byName(percent)),
  netDays: optional(whole(0, 365)),
  prepaymentDiscount: optional(portion),
  expectedVolume: optional(quantity),
};

/** The shape of each fact about contracts, by its kind, in the order in which those of one time are told. */
export const contractFactShapes = {
  contract: object<ContractFact>({
    fact: literal("contract"),
    ...about,
    template: text,
    number: optional(text),
    model: optional(text),
    start: date,
    eligibilities: optional(list(text)),
    ...choices,
  }),
  "contract-renewal": object<ContractRenewal>({
    fact: literal("contract-renewal"),
    ...about,
    contract: factId,
    ...choices,
  }),
  "contract-renewal-withdrawal": object<RenewalWithdrawal>({
    fact: literal("contract-renewal-withdrawal"),
    ...about,
    contract: factId,
  }),
  "contract-notice": object<ContractNotice>({
    fact: literal("contract-notice"),
    ...about,
    contract: factId,
  }),
  "contract-notice-withdrawal": object<NoticeWithdrawal>({
    fact: literal("contract-notice-withdrawal"),
    ...about,
    contract: factId,
  }),
  "index-value": object<IndexValueFact>({
    fact: literal("index-value"),
    ...about,
    contract: factId,
    day: date,
    value: quantity,
  }),
  "volume-estimate": object<VolumeEstimateFact>({
    fact: literal("volume-estimate"),
    ...about,
    contract: factId,
    expected: quantity,
  }),
} as const;

/** Whether a kind of fact is about contracts. */
export const isContractFactKind = (kind: string): kind is ContractTold["fact"] =>
  Object.hasOwn(contractFactShapes, kind);
