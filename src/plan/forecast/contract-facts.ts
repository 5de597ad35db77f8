import type {
  ContractFact,
  ContractNotice,
  ContractRenewal,
} from "../../account/contracts/contract-fact.ts";
import type { DatedFact } from "../../account/issue-in-order.ts";
import type { Month } from "../../ledger/recognition/accounting-month.ts";
import { declared } from "../../model/model-rule.ts";
import { startOfDayNumber } from "../../time/zone.ts";
import { dateInMonth, dayInMonth } from "./day-in-month.ts";
import { renewalMonths } from "./purchase-cadence.ts";
import type { PurchaseTerms } from "./purchase-facts.ts";

/** The id of the contract that a customer of a plan signs, before its purchase's suffix. */
export const signedContract = "contract";

/**
 * What an account is told of the contract of a purchase: that it is signed; before each term is over that it is renewed, where it does not go on by
 * itself; and by who leaves at the end of one, that it shall not. None where there is no contract.
 */
export function contractFacts(terms: PurchaseTerms): readonly DatedFact[] {
  const { purchase, model, zone, customer, start, day = 1, end, last, suffix = "" } = terms;
  const { contract, eligibilities } = purchase;
  if (contract === undefined) return [];
  const signed: ContractFact = {
    fact: "contract",
    id: `${signedContract}${suffix}`,
    customer,
    ...contract,
    start: dateInMonth(start, day),
    ...(eligibilities === undefined ? {} : { eligibilities }),
  };
  const { automatic = false, noticeDays = 0 } =
    declared(model.contracts, contract.template)?.renewal ?? {};
  const facts: DatedFact[] = [{ fact: signed, at: startOfDayNumber(zone, dayInMonth(start, day)) }];
  const tell = (fact: ContractNotice | ContractRenewal, over: Month, daysBefore: number): void => {
    facts.push({ fact, at: startOfDayNumber(zone, dayInMonth(over, day) - daysBefore) });
  };
  const about = { customer, contract: `${signedContract}${suffix}` };
  const months = renewalMonths(purchase, model);
  for (let over = start + months; over <= last + 1; over += months) {
    const term = (over - start) / months;
    if (end !== undefined && over >= end) {
      // Who is gone before a term is over has no other one to decide about.
      if (automatic && over === end)
        tell({ fact: "contract-notice", id: `notice${suffix}`, ...about }, over, noticeDays + 1);
      break;
    }
    if (!automatic)
      tell({ fact: "contract-renewal", id: `renewal-${term}${suffix}`, ...about }, over, 1);
  }
  return facts;
}
