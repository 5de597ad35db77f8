import pg from "pg";
import { expectOk } from "../../src/fault/fault.ts";
import { compileMeter } from "../../src/metering/meter-fold.ts";
import { format } from "../../src/money/decimal.ts";
import { type Benchmark, gate, type Rounds, type Size } from "../benchmark.ts";
import { benchModel, chargeIds } from "../billing-model.ts";
import { monthEdges, volumeCustomers, volumeTenant } from "./fill-events.ts";
import { inWords, type Volume, type Volumes, volumes } from "./volumes.ts";

const dayMs = 86_400_000;

/** The last whole month. */
function lastMonth(now: number): { readonly from: number; readonly to: number } {
  const [, from = 0, to = 0] = monthEdges(now);
  return { from, to };
}

const dailySum = {
  name: "daily-sum",
  text: `
    select floor(extract(epoch from time - $2::timestamptz) / 86400)::integer as day, sum((data->>'units')::numeric)::text as units
    from events
    where tenant = $1 and customer = $3 and type = 'calls' and time >= $2::timestamptz and time < $4::timestamptz
      and withdrawn_at is null
    group by 1 order by 1`,
};

const periodSum = {
  name: "period-sum",
  text: `
    select customer, type, sum((data->>'units')::numeric)::text as units from events
    where tenant = $1 and customer = any ($2::text[]) and time >= $3::timestamptz and time < $4::timestamptz
      and withdrawn_at is null
    group by customer, type`,
};

const instant = (at: number): string => new Date(at).toISOString();

/** A connection of the owner, by hand: nothing keeps tenants apart there but the statement. */
async function byHand({ ownerUrl }: Volume): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return client;
}

async function queryRounds({ now }: Volumes, volume: Volume, queries: number): Promise<Rounds> {
  const { from, to } = lastMonth(now);
  const boundaries = Array.from({ length: (to - from) / dayMs + 1 }, (_, at) => from + at * dayMs);
  const meter = benchModel.meters.calls;
  const client = await byHand(volume);
  const ours = async (customer: string): Promise<string> => {
    const windows = await volume.store.events.windows(volumeTenant, {
      meter,
      customer,
      boundaries,
    });
    return windows
      .flatMap(({ quantity, events }, day) => (events === 0 ? [] : [`${day}: ${format(quantity)}`]))
      .join();
  };
  const theirs = async (customer: string): Promise<string> => {
    const values = [volumeTenant, instant(from), customer, instant(to)];
    const { rows } = await client.query<{ day: number; units: string }>({ ...dailySum, values });
    return rows.map(({ day, units }) => `${day}: ${units}`).join();
  };
  // Customers whose number is a multiple of 3 apart, so that no two in turn lie on the same page.
  const nameAt = (turn: number): string => `c-${(turn * 3_331) % volumeCustomers}`;
  for (let at = 0; at < 50; at += 1) {
    const [mine, his] = [await ours(nameAt(at)), await theirs(nameAt(at))];
    gate(mine === his && mine !== "", `the days of ${nameAt(at)} add up to the same`);
  }
  const inTurn = (ask: (customer: string) => Promise<string>) => {
    let turn = 0;
    return async () => {
      for (let at = 0; at < queries; at += 1) {
        gate((await ask(nameAt(turn))) !== "", "there is usage");
        turn += 1;
      }
      return queries;
    };
  };
  return {
    ours: { label: "EventStore.windows", run: inTurn(ours) },
    limit: { label: "the same SQL by hand, prepared", run: inTurn(theirs) },
    proven: ["Of 50 customers, all days of the month add up to the same."],
    notes: [
      `${inWords(volume.events)} stored events of ${volumeCustomers.toLocaleString("en")} customers in three months; one meter of one customer over the days of a whole month, ${queries} customers a round, one after another, each in a read-only transaction of its tenant. By hand it is one prepared statement, as the owner of the tables, whom row-level security does not bind.`,
    ],
    close: async () => {
      await client.end();
      return [];
    },
  };
}

async function aggregateRounds(
  { now }: Volumes,
  volume: Volume,
  customers: number,
): Promise<Rounds> {
  const { from, to } = lastMonth(now);
  const folds = new Map(chargeIds.map((id) => [id, expectOk(compileMeter(benchModel.meters[id]))]));
  const client = await byHand(volume);
  let turn = 0;
  const namesAt = (at: number): readonly string[] =>
    Array.from({ length: customers }, (_, nr) => `c-${(at * customers + nr) % volumeCustomers}`);
  const ours = async (names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const queries = names.flatMap((customer) =>
      chargeIds.map((id) => ({
        key: `${customer} ${id}`,
        customer,
        meter: benchModel.meters[id],
        from,
        to,
      })),
    );
    const answers = await volume.store.events.aggregate(volumeTenant, queries);
    return new Map(
      [...answers].map(([key, { partial }]) => {
        const [, id = ""] = key.split(" ");
        const fold = folds.get(id as (typeof chargeIds)[number]);
        gate(fold !== undefined, "a meter is known");
        return [key, format(fold.finish(partial as typeof fold.empty, { from, to }).quantity)];
      }),
    );
  };
  const theirs = async (names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const values = [volumeTenant, [...names], instant(from), instant(to)];
    const { rows } = await client.query<{ customer: string; type: string; units: string }>({
      ...periodSum,
      values,
    });
    return new Map(rows.map(({ customer, type, units }) => [`${customer} ${type}`, units]));
  };
  const [mine, his] = [await ours(namesAt(0)), await theirs(namesAt(0))];
  gate(his.size > 0, "there is usage");
  for (const [key, quantity] of mine)
    gate(quantity === (his.get(key) ?? "0"), `${key} comes to the same`);
  const round = async (ask: typeof ours): Promise<number> => {
    gate((await ask(namesAt(turn))).size > 0, "there is usage");
    return customers * chargeIds.length;
  };
  return {
    ours: {
      label: "EventStore.aggregate",
      prepare: () => {
        turn += 1;
      },
      run: () => round(ours),
    },
    limit: { label: "one SQL statement by hand", run: () => round(theirs) },
    proven: [`All ${mine.size.toLocaleString("en")} quantities of the first round are the same.`],
    notes: [
      `${inWords(volume.events)} stored events; four meters of ${customers.toLocaleString("en")} customers over a whole month in one call, other customers each round, as an invoice run asks. By hand it is one statement that groups by customer and type.`,
    ],
    close: async () => {
      await client.end();
      return [];
    },
  };
}

/** A query by itself is mostly its transaction and its plan; of many in one call that is little. */
const alone = { better: "higher", floor: 0.25, aim: 0.6 } as const;
const together = { better: "higher", floor: 0.4, aim: 0.8 } as const;

const usageQuery = (name: string, what: string, of: "some" | "many"): Benchmark => ({
  name,
  what,
  against: "the same SQL by hand",
  unit: "queries",
  ...alone,
  rounds: async (size: Size) => {
    const all = await volumes(size);
    return queryRounds(all, all[of], size === "full" ? 300 : 50);
  },
});

const periodAggregate = (name: string, what: string, of: "some" | "many"): Benchmark => ({
  name,
  what,
  against: "one SQL statement by hand",
  unit: "quantities",
  ...together,
  rounds: async (size: Size) => {
    const all = await volumes(size);
    return aggregateRounds(all, all[of], size === "full" ? 1_000 : 100);
  },
});

/** One meter of one customer by day, and many customers' meters over a period, among few and among many stored events. */
export const usageBenchmarks: readonly Benchmark[] = [
  usageQuery("usage-query-5m", "usage of a customer by day, 5 million stored events", "some"),
  usageQuery("usage-query-20m", "usage of a customer by day, 20 million stored events", "many"),
  periodAggregate("period-aggregate-5m", "usage of a period, 5 million stored events", "some"),
  periodAggregate("period-aggregate-20m", "usage of a period, 20 million stored events", "many"),
];
