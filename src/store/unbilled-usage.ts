import { formatInstant } from "../time/instant.ts";
import { textArray } from "./array-literal.ts";
import type { UnbilledEvent, UnbilledQuery } from "./event-store.ts";
import { countUnbilledEvents } from "./sql/count-unbilled-events.ts";
import { listUnbilledEvents } from "./sql/list-unbilled-events.ts";
import type { SqlValue, Tx } from "./tenant.ts";

/**
 * Events that no invoice will charge for: nobody knows the customer, no meter reads the type, or the customer had no
 * subscription whose charges read it at the time. They stay, and are billed once the reason is gone.
 */
export function listUnbilled(tx: Tx, query: UnbilledQuery): Promise<readonly UnbilledEvent[]> {
  const { after } = query;
  return tx.rows<UnbilledEvent>(listUnbilledEvents, [
    ...meteredArrays(query.metered),
    after === undefined ? null : formatInstant(after.time),
    after?.id ?? null,
    after?.source ?? null,
    query.limit,
  ]);
}

/** How many there are in all. */
export async function countUnbilled(tx: Tx, metered: UnbilledQuery["metered"]): Promise<number> {
  const [row] = await tx.rows<{ events: number }>(countUnbilledEvents, meteredArrays(metered));
  return row?.events ?? 0;
}

/** The metered types, and each pair of a type and a product that is charged by it. */
function meteredArrays(metered: UnbilledQuery["metered"]): readonly SqlValue[] {
  const pairs = [...metered].flatMap(([type, products]) =>
    products.map((product) => ({ type, product })),
  );
  return [
    textArray([...metered.keys()]),
    textArray(pairs.map(({ type }) => type)),
    textArray(pairs.map(({ product }) => product)),
  ];
}
