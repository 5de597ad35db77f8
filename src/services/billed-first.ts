import { expectOk, faultsOf, type Result } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import type { BilledTenants, BillUntil } from "./billing-turns.ts";
import type { IdempotentRequest, StoredAnswer } from "./services.ts";

/** Tells of something as a use case. */
export type Told<F> = (
  tenant: string,
  fact: F,
  once?: IdempotentRequest,
) => Promise<Result<StoredAnswer>>;

/**
 * A change has to wait for the invoices that come before it, so that they are as they would have been had nobody told of it:
 * as a replay makes them. Where a run of billing is behind, it is waited for, and the change told again.
 */
export const billedFirst =
  <F>(billUntil: (until: BillUntil) => Promise<BilledTenants>, record: Told<F>): Told<F> =>
  async (tenant, fact, once) => {
    let answer = await record(tenant, fact, once);
    for (let more = attemptsMax; more > 0; more -= 1) {
      const behind = faultsOf(answer).find(({ code }) => code === "billing-behind");
      if (behind === undefined) break;
      const until = expectOk(parseInstant(String(behind.value)));
      await billUntil((one) => (one === tenant ? until : undefined));
      answer = await record(tenant, fact, once);
    }
    return answer;
  };

/** Something may fall due again between a run of billing and the change. */
const attemptsMax = 3;
