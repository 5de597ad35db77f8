import type { Services } from "../services.ts";
import type { SubscriptionChange, SubscriptionDetail } from "../subscription-answers.ts";
import type { PortalGuest } from "./portal-guest.ts";

/** How the name of what is told in a portal begins. */
export const portalToldPrefix = "portal-";

/** Ids of what a customer bought under contracts that are signed and not over. */
export async function boughtUnderContract(
  accounts: Pick<Services["accounts"], "customerContracts">,
  { tenant, customer }: Pick<PortalGuest, "tenant" | "customer">,
): Promise<ReadonlySet<string>> {
  const contracts = (await accounts.customerContracts(tenant, customer.id)) ?? [];
  return new Set(
    contracts.filter(({ status }) => status !== "ended").flatMap(({ purchases }) => purchases),
  );
}

/** Whether a subscription was agreed on with the seller, so that nobody changes or ends it alone: by a contract, or for years. */
export const isAgreed = (
  {
    id,
    contractNumber,
    termYears,
  }: Pick<SubscriptionDetail, "id" | "contractNumber" | "termYears">,
  signed: ReadonlySet<string>,
): boolean => signed.has(id) || contractNumber !== null || termYears !== null;

/** Whether a change was made in the portal, and may be taken back there: what the seller told stays the seller's. */
export const isOwnChange = ({
  id,
  undoable,
}: Pick<SubscriptionChange, "id" | "undoable">): boolean =>
  undoable && id.startsWith(portalToldPrefix);
