import type { Invoice } from "../../account/invoice.ts";
import { expectOk } from "../../fault/fault.ts";
import { compare, decimalOf, one, sum } from "../../money/decimal.ts";
import { alertRulesOf, hearOfUse, takeCostLooks } from "../../store/alert-rules.ts";
import type { Store } from "../../store/store.ts";
import { type Instant, MINUTE_MS, parseInstant } from "../../time/instant.ts";
import type { Looked } from "../look-at-customers.ts";
import type { CostReports, OpenDocuments } from "../running-cost-answer.ts";
import type { ServerClock } from "../tenant-clocks.ts";
import { keepAlert } from "./keep-alert.ts";

interface CostAlertParts {
  readonly store: Pick<Store, "withTenant">;
  readonly clock: ServerClock;
  readonly reports: Pick<CostReports, "openDocuments">;
}

/** Customers at once; the others wait for the next look. */
const atOnce = 50;

/**
 * Looks at what use costs so far, of the customers of a tenant that set an amount to be told at and used something: each at most once a
 * minute, as every look makes the documents to come. Whom it fails at is looked at again a minute later.
 */
export const createCostAlerts =
  ({ store, clock, reports }: CostAlertParts) =>
  async (tenant: string): Promise<Looked> => {
    const now = clock.now(tenant);
    const due = await store.withTenant(tenant, (tx) =>
      takeCostLooks(tx, { now, notSince: now - MINUTE_MS, most: atOnce }),
    );
    const again = (customer: string): Promise<void> =>
      store.withTenant(tenant, (tx) => hearOfUse(tx, [customer]));
    let found = 0;
    const failures: unknown[] = [];
    for (const customer of due)
      try {
        const open = await reports.openDocuments(tenant, customer);
        if (open?.ok === true) found += await tell({ store, tenant, now }, customer, open.value);
        else await again(customer);
      } catch (error) {
        failures.push(error);
        await again(customer);
      }
    return { found, failures };
  };

/** Tells of the amounts that the documents to come reach, once until the next of them is issued. */
function tell(
  {
    store,
    tenant,
    now,
  }: Pick<CostAlertParts, "store"> & { readonly tenant: string; readonly now: Instant },
  customer: string,
  { documents, currency }: OpenDocuments,
): Promise<number> {
  const used = sum(documents.map(({ total }) => decimalOf(total)));
  const period = periodOf(documents[0]);
  return store.withTenant(tenant, async (tx) => {
    let found = 0;
    for (const { id, bound, setAt } of await alertRulesOf(tx, [customer], ["cost"])) {
      if (bound.of !== "cost" || bound.currency !== currency || period === undefined) continue;
      if (compare(used, bound.amount) < 0) continue;
      const reached = {
        share: one,
        notify: ["customer"],
        alert: undefined,
        rule: id,
        suggest: undefined,
      } as const;
      const money = { used, allowance: bound.amount, currency };
      // What is set anew is told of anew.
      const from = Math.max(period.from, setAt);
      const quota = `cost/${id}`;
      const firing = { customer, quota, meter: null, firedAt: now, from, to: period.to };
      if (await keepAlert(tx, { ...firing, reached, ...money })) found += 1;
    }
    return found;
  });
}

/** The last period of use that a document bills: documents of different periods come one after the other. */
function periodOf(document: Invoice | undefined) {
  const periods = (document?.lines ?? []).flatMap(({ meter, period }) =>
    meter === undefined || period === null ? [] : [period],
  );
  const [first, ...others] = periods;
  if (first === undefined) return undefined;
  const latest = others.reduce((last, next) => (next.from > last.from ? next : last), first);
  const { from, to } = latest;
  return { from: expectOk(parseInstant(from)), to: expectOk(parseInstant(to)) };
}
