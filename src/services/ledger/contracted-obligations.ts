import { contractedRemaining } from "../../account/contracts/contracted-remaining.ts";
import { streamOfContract } from "../../account/contracts/settle-commitments.ts";
import { booksOf } from "../../account/customer-books.ts";
import type { CurrencyCode } from "../../money/currency.ts";
import { type Decimal, isZero } from "../../money/decimal.ts";
import { everSigned } from "../../store/moved-customers.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import { lookAtAccounts } from "../accounts/accounts-in-turn.ts";
import type { TenantModels } from "../model-library.ts";

/** What a signed contract still commits to and is on no invoice. */
export interface ContractedObligation {
  readonly currency: CurrencyCode;
  readonly stream: string;
  readonly amount: Decimal;
  readonly withinYear: Decimal;
}

/** What contracts that were signed by a moment commit to after it, beyond what is invoiced; as they stand now. */
export async function contractedObligations(
  tx: Tx,
  models: TenantModels,
  after: Instant,
): Promise<readonly ContractedObligation[]> {
  const found = await lookAtAccounts(tx, await everSigned(tx), (account) => {
    const books = booksOf(models.books, account.customer);
    return (account.contracts ?? [])
      .filter(({ knownSince }) => knownSince < after)
      .map((contract): ContractedObligation => {
        const { total, withinYear } = contractedRemaining(contract, account, books, after);
        const stream = streamOfContract(contract, books);
        return { currency: books.current.model.currency, stream, amount: total, withinYear };
      });
  });
  return found.flat().filter(({ amount }) => !isZero(amount));
}
