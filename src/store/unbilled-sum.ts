import { zero } from "../money/decimal.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { UnbilledScope } from "./event-store.ts";
import type { SumChanges, SummedEvents, UsageSums } from "./remembered-sums.ts";
import {
  countUnbilledBefore,
  countUnbilledEvents,
  countUnbilledSince,
} from "./sql/count-unbilled-events.ts";
import type { Statement, Tx } from "./tenant.ts";
import { asked } from "./unbilled-parameters.ts";

type Charged = Pick<UnbilledScope, "metered" | "judged">;

interface Counted {
  readonly events: number;
}

const soldVersion: Statement = {
  name: "sold-version",
  text: `select concat_ws(' ', count(*), sum(hashtextextended(xmin::text || ctid::text, 0)),
      (select count(*) from customers)) as version
    from subscription_phases`,
};

/** How many events are unbilled under the one key "", without those that are judged one by one. It hangs on what was sold, too. */
export const sumOfUnbilled = (scope: Charged): SummedEvents => ({
  name: JSON.stringify([
    "unbilled",
    [...scope.metered],
    [...scope.judged].map(([type, by]) => [type, [...by]]),
  ]),
  version: async (tx) => {
    const [row] = await tx.rows<{ version: string }>(soldVersion);
    return row?.version ?? "";
  },
  before: (tx, until) => before(tx, scope, until),
  since: (tx, from, until) => since(tx, scope, from, until),
});

/** The same of all events that stand. */
export async function countPlainUnbilled(tx: Tx, scope: Charged): Promise<number> {
  const told = asked(scope, []);
  const statement = told.statement("count-unbilled-events", countUnbilledEvents);
  const [row] = await tx.rows<Counted>(statement, told.values);
  return row?.events ?? 0;
}

const sums = (events: number): UsageSums =>
  new Map(events === 0 ? [] : [["", { quantity: zero, events, stored: events }]]);

async function before(tx: Tx, scope: Charged, until: Instant): Promise<UsageSums> {
  const told = asked(scope, [formatInstant(until)]);
  const [row] = await tx.rows<Counted>(told.text(countUnbilledBefore), told.values);
  return sums(row?.events ?? 0);
}

async function since(
  tx: Tx,
  scope: Charged,
  from: Instant,
  until: Instant | undefined,
): Promise<SumChanges> {
  const edges = [formatInstant(from), until === undefined ? "infinity" : formatInstant(until)];
  const told = asked(scope, edges);
  const [row] = await tx.rows<Counted & { readonly changed: number }>(
    told.text(countUnbilledSince),
    told.values,
  );
  return { changes: sums(row?.events ?? 0), events: row?.changed ?? 0 };
}
