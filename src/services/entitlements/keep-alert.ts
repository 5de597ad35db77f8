import type { ReachedCommitment } from "../../entitlement/reached-commitments.ts";
import { accountIdOf } from "../../store/accounts.ts";
import { type AlertFiring, addAlertFiring } from "../../store/alert-firings.ts";
import type { Tx } from "../../store/tenant.ts";
import type { Instant } from "../../time/instant.ts";
import type { AlertData } from "../../webhook/alert-data.ts";
import { tellEvents } from "../webhooks/tell-events.ts";
import { alertView } from "./alert-views.ts";

/**
 * Keeps an alert and tells of it; false where its window has it already. Alerts come beside what else happens to an account, and
 * so in no order with it.
 */
export async function keepAlert(tx: Tx, firing: AlertFiring): Promise<boolean> {
  if (!(await addAlertFiring(tx, firing))) return false;
  const data = dataOf(firing);
  const { customer, quota, from, at } = data;
  const key = [customer, quota, from, at].join("/");
  const account = await accountIdOf(tx, customer);
  await tellEvents(tx, [{ type: "alert.reached", key, account, at: firing.firedAt, data }]);
  return true;
}

/** As it is told: what there is none of is left out. */
function dataOf(firing: AlertFiring): AlertData {
  const { customer, quota, at, used, allowance, notify, from, to, ...more } = alertView(firing);
  const { meter, alert, alertName, rule, suggest } = more;
  return {
    customer,
    quota,
    at,
    used,
    allowance,
    notify,
    from,
    to,
    ...(meter === null ? {} : { meter }),
    ...(alert === null ? {} : { alert }),
    ...(alertName === null ? {} : { alertName }),
    ...(rule === null ? {} : { rule }),
    ...(firing.currency === undefined ? {} : { currency: firing.currency }),
    ...(suggest === null ? {} : { suggest }),
  };
}

/** Keeps what commitments of accounts came to, in the transaction that saves the accounts. */
export async function keepReachedCommitments(
  tx: Tx,
  all: readonly ReachedCommitment[],
  at: Instant,
): Promise<void> {
  for (const { customer, contract, meter, reached, spent, committed, currency, from, to } of all) {
    const money = { used: spent, allowance: committed, currency };
    const quota = `contracts/${contract}`;
    await keepAlert(tx, { customer, quota, meter, reached, ...money, from, to, firedAt: at });
  }
}
