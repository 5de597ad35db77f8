import { expect, it } from "vitest";
import type { SettledUsage, UsageQuery } from "../store/event-store.ts";
import type { Tx } from "../store/tenant.ts";
import { settledOnce } from "./settled-once.ts";

it("waits once, asks once, and tells questions of another meter, fold, time or customer apart", async () => {
  const asked: string[] = [];
  const usage = {
    aggregate: async (queries: readonly UsageQuery[]) => {
      asked.push(queries.map(({ key }) => key).join());
      return new Map(
        queries.map(({ key }) => [key, { partial: `${key} ${asked.length}`, lastReceivedAt: 0 }]),
      );
    },
    findLate: async (probes: readonly { readonly key: string }[]) => {
      asked.push(`late ${probes.map(({ key }) => key).join()}`);
      return new Set(probes.flatMap(({ key }) => (key === "b" ? [key] : [])));
    },
  } as unknown as SettledUsage;
  const once = settledOnce({
    settle: async (_tx, now) => {
      asked.push(`settle ${now}`);
      return usage;
    },
  });
  const tx = {} as Tx;
  const meter = {} as UsageQuery["meter"];
  const query = (key: string, more: Partial<UsageQuery> = {}): UsageQuery => ({
    ...{ key, customer: "c-1", meter, from: 0, to: 1 },
    ...more,
  });
  const told = async (now: number, ...queries: readonly UsageQuery[]) =>
    [...(await (await once.settle(tx, now)).aggregate(queries))].map(([, { partial }]) => partial);
  expect(await told(5, query("a"), query("b"))).toEqual(["a 2", "b 2"]);
  expect(await told(4, query("b"), query("c"), query("a"))).toEqual(["b 2", "c 3", "a 2"]);
  expect(await told(6, query("a"))).toEqual(["a 2"]);
  const fold = {} as NonNullable<UsageQuery["fold"]>;
  const others = [{ meter: { ...meter } }, { fold }, { to: 2 }, { customer: "c-2" }];
  for (const more of others) expect(await told(6, query("a", more))).not.toEqual(["a 2"]);
  expect(asked).toEqual(["settle 5", "a,b", "c", "settle 6", "a", "a", "a", "a"]);
  const probe = (key: string) => ({
    ...{ key, customer: "c-1", type: "t", from: 0, to: 1, receivedSince: 0, receivedBefore: 1 },
  });
  const { findLate } = await once.settle(tx, 6);
  expect([...(await findLate([probe("a"), probe("b")]))]).toEqual(["b"]);
  expect([...(await findLate([probe("b"), probe("c")]))]).toEqual(["b"]);
  expect(asked.slice(-2)).toEqual(["late a,b", "late c"]);
});
