import { type Fault, faultsOf, ok, pathTo, type Result, refuse } from "../../fault/fault.ts";
import { minorUnits, requireMinorUnit } from "../../money/currency.ts";
import type { Decimal } from "../../money/decimal.ts";
import { equals, one, zero } from "../../money/decimal.ts";
import { type Day, dayText } from "./accounting-month.ts";
import { applyFact } from "./apply-fact.ts";
import type { Contract } from "./contract.ts";
import { type Fold, passTime } from "./fold.ts";
import { duplicate } from "./modify.ts";
import type { Movement } from "./movement.ts";
import { openTrack, type Track, totalOf } from "./obligation-track.ts";
import { dividePrice, expectRefunds } from "./price-layer.ts";
import { inOrder, type RecognitionFact } from "./recognition-fact.ts";

/** An obligation as it stands: its price, what of it is revenue, what was billed. */
export type ObligationState = Readonly<Track>;

/** A contract accounted for up to the beginning of day `until`. */
export interface Recognition {
  readonly contract: Contract;
  readonly until: Day;
  /** In the order of the facts; revenue that time alone earns stands for each month and obligation by itself. */
  readonly movements: readonly Movement[];
  readonly obligations: readonly ObligationState[];
}

/**
 * Recognises a contract's revenue from its facts, up to the beginning of day `until` (step 5: ASC 606-10-25-23..37,
 * IFRS 15.31..45). Facts of other contracts, and of `until` and later, do not count; their order does not matter.
 *
 * Refuses a contract or fact that cannot be accounted for, with every fault of the contract or the first of the facts:
 * nothing is guessed. Time before `until` and facts give the same movements a month however often, and up to whatever
 * later day, they are counted.
 */
export function recognize(
  contract: Contract,
  facts: readonly RecognitionFact[],
  until: Day,
): Result<Recognition> {
  const opened = openFold(contract);
  if (!opened.ok) return opened;
  const fold = opened.value;
  for (const fact of inOrder(facts)) {
    if (fact.contract !== contract.id || fact.day >= until) continue;
    const checked = [...checkDay(fact, contract), ...checkAmounts(fact, contract)];
    if (checked.length > 0) return refuse(...checked);
    const applied = applyFact(fold, fact);
    if (!applied.ok) return applied;
  }
  for (const track of fold.tracks.values()) passTime(fold, track, until);
  return ok({
    contract,
    until,
    movements: fold.movements.filter((movement) => movement.day < until),
    obligations: [...fold.tracks.values()],
  });
}

function openFold(contract: Contract): Result<Fold> {
  const scale = minorUnits(contract.currency);
  const faults = checkContract(contract);
  if (faults.length > 0) return refuse(...faults);
  const { price, obligations, bundles, inception } = contract;
  const divided = dividePrice(price, obligations, scale, bundles);
  if (!divided.ok) return divided;
  const { layer, amounts } = divided.value;
  const tracks = new Map(
    obligations.map((obligation) => {
      const allocated = amounts.get(obligation.id) ?? zero;
      return [obligation.id, openTrack(obligation, allocated, 0, inception)] as const;
    }),
  );
  const fold: Fold = { contract, scale, tracks, layers: [layer], movements: [] };
  expectRefunds(fold, layer, { day: inception });
  return ok(fold);
}

function checkContract(contract: Contract): readonly Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [index, { id, pattern }] of contract.obligations.entries()) {
    const path = pathTo("", "obligations", index);
    if (seen.has(id)) faults.push(duplicate(id, path));
    seen.add(id);
    if (pattern.kind === "milestones" && !equals(totalOf(pattern), one)) {
      const message = "the shares of all milestones add up to 1";
      faults.push({ code: "milestones-not-whole", path: pathTo(path, "pattern"), message });
    }
    if (pattern.kind === "ratable" && pattern.to < pattern.from) {
      const message = "an obligation does not end before it begins";
      faults.push({ code: "period-reversed", path: pathTo(path, "pattern"), message });
    }
  }
  const { fixed, variable = [] } = contract.price;
  const amounts: readonly (readonly [Decimal, string])[] = [
    [fixed, "/price/fixed"],
    ...variable.map((v, index) => [v.estimate, `/price/variable/${index}/estimate`] as const),
    ...(contract.bundles ?? []).map((b, index) => [b.price, `/bundles/${index}/price`] as const),
  ];
  for (const [amount, path] of amounts)
    faults.push(...faultsOf(requireMinorUnit(amount, contract.currency, path)));
  return faults;
}

/** Before the contract exists nothing of it is revenue; what is paid is a liability (ASC 606-10-25-8, IFRS 15.16). */
function checkDay(fact: RecognitionFact, contract: Contract): readonly Fault[] {
  if (fact.day >= contract.inception || fact.kind === "billed") return [];
  const path = pathTo("", "facts", fact.id, "day");
  const message = "only billing can be dated before the contract";
  return [{ code: "fact-before-contract", path, message, value: dayText(fact.day) }];
}

/** Amounts of facts are whole minor units; quantities and unit prices need not be. */
function checkAmounts(fact: RecognitionFact, contract: Contract): readonly Fault[] {
  const path = pathTo("", "facts", fact.id);
  const check = (amount: Decimal, at: string) =>
    faultsOf(requireMinorUnit(amount, contract.currency, pathTo(path, at)));
  switch (fact.kind) {
    case "billed":
    case "used":
    case "price-estimated":
    case "conceded":
      return check(fact.amount, "amount");
    case "modified":
    case "exercised":
      return check(fact.price, "price");
    case "terminated":
      return Object.entries(fact.entitled ?? {}).flatMap(([id, amount]) =>
        faultsOf(requireMinorUnit(amount, contract.currency, pathTo(path, "entitled", id))),
      );
    default:
      return [];
  }
}
