import { expectOk, type Fault, pathTo } from "../../fault/fault.ts";
import { compare } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import type { ContractTemplate } from "../contract.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

const read = (quantity: Quantity) => expectOk(parseQuantity(quantity));

function rebateFaults({ rebate }: ContractTemplate, path: string): readonly Fault[] {
  if (rebate === undefined) return [];
  const { offer, meter, tiers } = rebate;
  const faults: Fault[] = [];
  if (offer !== undefined && meter !== undefined)
    faults.push({
      code: "rebate-counts-two",
      path: pathTo(path, "rebate", "meter"),
      message:
        "a rebate counts the units of an offer or of a meter, or the money of all that is bought",
      value: meter,
      suggestion: "leave one of the two out",
    });
  for (const [index, { from, percent }] of tiers.entries()) {
    const before = tiers[index - 1];
    if (before === undefined) continue;
    const rises =
      compare(read(from), read(before.from)) > 0 &&
      compare(shareOf(percent), shareOf(before.percent)) > 0;
    if (!rises)
      faults.push({
        code: "rebate-not-rising",
        path: pathTo(path, "rebate", "tiers", index),
        message: "each tier of a rebate begins above the one before it, and is more",
        value: `${from}: ${percent}`,
        suggestion: "sort the tiers",
      });
  }
  return faults;
}

/** A rebate counts one thing, and more of that is never worth less. */
export const rebateTerms: ModelRule = {
  name: "rebate-terms",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.contracts).flatMap(([id, contract]) =>
      rebateFaults(contract, pathTo("/contracts", id)),
    ),
};
