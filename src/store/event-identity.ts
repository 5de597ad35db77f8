import type { UsageEvent } from "../metering/usage-event.ts";
import type { Statement, Tx } from "./tenant.ts";

const findIdentity: Statement = {
  name: "find-event-identity",
  text: "select exists (select from event_keys where id = $1 and source = $2) as known",
};

/** Whether an event of this identity is stored, whatever its content. */
export async function isKnownEvent(
  tx: Tx,
  { id, source }: Pick<UsageEvent, "id" | "source">,
): Promise<boolean> {
  const [row] = await tx.rows<{ known: boolean }>(findIdentity, [id, source]);
  return row?.known === true;
}
