import {
  add,
  type Decimal,
  isNegative,
  max,
  min,
  negate,
  subtract,
  zero,
} from "../../money/decimal.ts";
import { isBilling, isRevenue, type Movement } from "./movement.ts";

/**
 * What was billed and what is revenue, of one obligation or contract, and where the difference stands:
 * recognised + deferred + refundLiability − contractAsset = billed.
 */
export interface ContractBalance {
  readonly billed: Decimal;
  readonly recognised: Decimal;
  /** Contract liability: billed before it was earned (ASC 606-10-45-2, IFRS 15.106). */
  readonly deferred: Decimal;
  /** Billed and expected to be paid back (32-10, IFRS 15.55). */
  readonly refundLiability: Decimal;
  /** Earned before it was billed (45-3, IFRS 15.107). What is billed is a receivable, and the ledger's. */
  readonly contractAsset: Decimal;
}

/** Sums from which a balance is made. */
export interface Sums {
  readonly billed: Decimal;
  readonly recognised: Decimal;
  readonly refundExpected: Decimal;
}

/** Nothing billed, nothing earned. */
export const noSums: Sums = { billed: zero, recognised: zero, refundExpected: zero };

/** The sums after one more movement. */
export function addMovement(sums: Sums, { kind, amount }: Pick<Movement, "kind" | "amount">): Sums {
  if (isRevenue(kind)) return { ...sums, recognised: add(sums.recognised, amount) };
  if (isBilling(kind)) return { ...sums, billed: add(sums.billed, amount) };
  return { ...sums, refundExpected: add(sums.refundExpected, amount) };
}

/**
 * Where the difference of billed and earned stands.
 *
 * What `givesBack` (a line below zero: unserved time that is credited) belongs to the balance that its original stands
 * in, so the same holds with all signs turned: credited and not yet served, it lowers deferred revenue.
 */
export function balanceOf(sums: Sums, givesBack = false): ContractBalance {
  if (givesBack) return turned(sums);
  const { billed, recognised, refundExpected } = sums;
  const excess = subtract(billed, recognised);
  const over = max(zero, excess);
  const refundLiability = min(over, max(zero, refundExpected));
  return {
    billed,
    recognised,
    deferred: subtract(over, refundLiability),
    refundLiability,
    contractAsset: isNegative(excess) ? negate(excess) : zero,
  };
}

function turned(sums: Sums): ContractBalance {
  const balance = balanceOf({
    billed: negate(sums.billed),
    recognised: negate(sums.recognised),
    refundExpected: negate(sums.refundExpected),
  });
  return {
    billed: sums.billed,
    recognised: sums.recognised,
    deferred: negate(balance.deferred),
    refundLiability: negate(balance.refundLiability),
    contractAsset: negate(balance.contractAsset),
  };
}

/** The balance of each obligation, by contract and then by obligation. */
export function obligationBalances(
  movements: Iterable<Movement>,
): ReadonlyMap<string, ReadonlyMap<string, ContractBalance>> {
  const sums = new Map<string, Map<string, { readonly sums: Sums; readonly back: boolean }>>();
  for (const movement of movements) {
    const contract = sums.get(movement.contract) ?? new Map();
    sums.set(movement.contract, contract);
    const before = contract.get(movement.obligation) ?? {
      sums: noSums,
      back: movement.givesBack === true,
    };
    const after = addMovement(before.sums, movement);
    contract.set(movement.obligation, { ...before, sums: after });
  }
  return new Map(
    [...sums].map(([id, contract]) => [
      id,
      new Map([...contract].map(([own, { sums, back }]) => [own, balanceOf(sums, back)] as const)),
    ]),
  );
}

/**
 * The balance of each contract as it is presented: the obligations of a contract are one net asset or liability
 * (ASC 606-10-45-1, IFRS 15.105); a refund liability is not netted with them.
 */
export function contractBalances(
  movements: Iterable<Movement>,
): ReadonlyMap<string, ContractBalance> {
  const presented = new Map<string, ContractBalance>();
  for (const [contract, obligations] of obligationBalances(movements)) {
    let total: Sums = noSums;
    for (const own of obligations.values()) {
      total = {
        billed: add(total.billed, own.billed),
        recognised: add(total.recognised, own.recognised),
        refundExpected: add(total.refundExpected, own.refundLiability),
      };
    }
    presented.set(contract, netOf(total));
  }
  return presented;
}

function netOf({ billed, recognised, refundExpected: refundLiability }: Sums): ContractBalance {
  const net = subtract(subtract(billed, recognised), refundLiability);
  return {
    billed,
    recognised,
    refundLiability,
    deferred: max(zero, net),
    contractAsset: max(zero, negate(net)),
  };
}
