import type { CustomerFact } from "../account/fact.ts";
import type { Result } from "../fault/fault.ts";
import type { Services, StoredAnswer } from "./services.ts";

/** How often a customer is read and amended again where others amend it too. */
const mergesMax = 10;

/**
 * Amends customers by what is known of them.
 *
 * @param amend amends one that is still known as it was; see `amendCustomerFrom`
 */
export const mergingCustomers =
  (
    { customer }: Pick<Services["told"], "customer">,
    amend: (
      known: CustomerFact | undefined,
    ) => (tenant: string, fact: CustomerFact) => Promise<Result<StoredAnswer>>,
  ): Services["mergeCustomer"] =>
  async (tenant, id, merge) => {
    for (let tries = mergesMax; ; tries -= 1) {
      const known = await customer(tenant, id);
      const answer = await amend(known)(tenant, merge(known));
      const isStale = !answer.ok && answer.faults.some(({ code }) => code === "already-exists");
      if (!isStale || tries === 0) return answer;
    }
  };
