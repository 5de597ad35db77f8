import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compare, decimalOf, zero } from "../money/decimal.ts";
import type { AskedCall } from "./access.ts";
import { callEvents, type GatewayEvent } from "./call-events.ts";
import { countingServer } from "./counting-server.fixture.ts";
import { callMatcher, type MatchedCall } from "./match-call.ts";
import { type ServerAccess, serverAccess } from "./server-access.ts";

const meters = {
  calls: { event: "call", aggregation: { kind: "sum", property: "n" }, unit: "call" },
} as const;
const match = callMatcher({
  api: {
    name: "API",
    version: "v1",
    path: "/",
    events: [{ event: "call", data: { n: "calls" } }],
  },
});

function found(): MatchedCall {
  const call = match("GET", "/x");
  if (call === undefined) throw new Error("no call");
  return call;
}

const eventOf = (id: string, status = 200): readonly GatewayEvent[] =>
  callEvents(
    found(),
    {
      method: "GET",
      status,
      requestBytes: 0,
      responseBytes: 0,
      milliseconds: 0,
      whole: true,
      requestFields: new Map(),
      responseFields: new Map(),
    },
    { id, source: "gateway", customer: "acme", time: "2026-01-05T10:00:00Z" },
  ).map(({ event }) => event);

describe("access by a server's answers", () => {
  test("lets no more calls through than the quota has, through however many gateways, whatever becomes of them", async () => {
    const deed = fc.record({
      kind: fc.constantFrom(
        ...["call", "call", "call", "calls", "end", "fail", "post", "tick", "tick", "away", "back"],
        ...["crash", "wait", "lose"],
      ),
      at: fc.integer({ min: 0, max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.array(deed, { maxLength: 60 }),
        async (limit, deeds) => {
          let now = 0;
          const { server, stored, away, loseNext } = countingServer(limit, () => now);
          const open = () =>
            serverAccess({ meters, features: {} }, server, () => now, {
              keyMs: 1,
              standingMs: 1,
              awayMs: 1_000,
            });
          interface Gateway {
            access: ServerAccess;
            calls: AskedCall[];
            spooled: GatewayEvent[];
          }
          const gateways = [0, 1, 2].map((): Gateway => {
            return { access: open(), calls: [], spooled: [] };
          });
          let made = 0;
          let isServed = true;
          const post = async (gateway: Gateway) => {
            if (!isServed) return;
            await server.post(gateway.spooled);
            gateway.access.posted(gateway.spooled);
            gateway.spooled = [];
          };
          const call = async ({ access, calls }: Gateway) => {
            const asked = await access.ask("acme", found()).catch(() => undefined);
            if (asked !== undefined && asked.decision.refusal === undefined) calls.push(asked);
          };
          for (const { kind, at } of deeds) {
            const gateway = gateways[at];
            if (gateway === undefined) continue;
            const { calls, spooled } = gateway;
            if (kind === "away" || kind === "back") {
              isServed = kind === "back";
              away(!isServed);
            }
            if (kind === "post") await post(gateway);
            if (kind === "lose") loseNext(true);
            if (kind === "fail") calls.pop()?.dropped();
            if (kind === "tick") {
              now += 1_000;
              for (const one of gateways) await one.access.tick().catch(() => undefined);
            }
            // As long as a lease is used: what was not posted by then is lost sight of.
            if (kind === "wait") {
              for (const one of gateways) await post(one);
              if (gateways.some((one) => one.spooled.length + one.calls.length > 0)) continue;
              now += 60_000;
            }
            if (kind === "end") {
              const asked = calls.pop();
              if (asked === undefined) continue;
              made += 1;
              const events = eventOf(`e${made}`);
              asked.ended(events);
              spooled.push(...events);
            }
            if (kind === "crash") {
              // What was under way is not served, and what was kept is posted by the next run.
              gateway.access = open();
              gateway.calls = [];
              gateway.access.leftOver(spooled);
            }
            if (kind === "call") await call(gateway);
            if (kind === "calls") await Promise.all(gateways.map(call));
            const through = gateways.reduce(
              (total, one) => total + one.calls.length + one.spooled.length,
              stored.size,
            );
            expect(through).toBeLessThanOrEqual(limit);
          }
          // What is over and posted is counted once, and nothing is held: exactly what is left is let through.
          away(false);
          loseNext(false);
          isServed = true;
          for (const gateway of gateways) {
            for (const asked of gateway.calls.splice(0)) asked.dropped();
            await post(gateway);
          }
          now += 60_000;
          for (const { access } of gateways) await access.giveBack();
          let left = limit - stored.size;
          for (const { access } of gateways)
            for (;;) {
              const { decision } = await access.ask("acme", found());
              if (decision.refusal !== undefined) break;
              left -= 1;
            }
          expect(left).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("lets no two through at once where one is left", async () => {
    const access = serverAccess({ meters, features: {} }, countingServer(1).server, () => 0);
    const asked = await Promise.all([1, 2, 3].map(() => access.ask("acme", found())));
    expect(asked.filter(({ decision }) => decision.refusal === undefined)).toHaveLength(1);
  });

  test("goes on by the last answer while the server is away, but not for ever", async () => {
    let now = 0;
    const { server, away } = countingServer(10);
    const access = serverAccess({ meters: {}, features: {} }, server, () => now);
    await access.ask("acme", found());
    away(true);
    now = 60_000;
    expect((await access.ask("acme", found())).decision.refusal).toBeUndefined();
    now = 60_001;
    await expect(access.ask("acme", found())).rejects.toThrow("away");
  });

  test("lets through what it holds while the server is away, and no more", async () => {
    let now = 0;
    const { server, away } = countingServer(100);
    const access = serverAccess({ meters, features: {} }, server, () => now);
    for (let at = 0; at < 2; at += 1) await access.ask("acme", found());
    away(true);
    expect((await access.ask("acme", found())).decision.refusal).toBeUndefined();
    await expect(access.ask("acme", found())).rejects.toThrow("away");
    now = 54_000;
    await expect(access.ask("acme", found())).rejects.toThrow("away");
  });

  test("holds a slice for what comes next, an eighth of what is left at most, and gives it back when nothing comes", async () => {
    const { server, held, stored } = countingServer(100);
    let asked = 0;
    const reserve = server.leases.renew;
    const counting = {
      ...server,
      leases: {
        ...server.leases,
        renew: (...of: Parameters<typeof reserve>) => {
          asked += 1;
          return reserve(...of);
        },
      },
    };
    const access = serverAccess({ meters, features: {} }, counting, () => 0);
    const calls: AskedCall[] = [];
    for (let at = 0; at < 60; at += 1) calls.push(await access.ask("acme", found()));
    expect(asked).toBeLessThan(15);
    expect(compare(held(), decimalOf(60 + 5))).toBeLessThanOrEqual(0);
    for (const [at, call] of calls.entries()) {
      const events = eventOf(`e${at}`);
      call.ended(events);
      await server.post(events);
      access.posted(events);
    }
    await access.giveBack();
    expect([held(), stored.size]).toEqual([zero, 60]);
  });

  test("waits for what is being posted before it refuses what that may free", async () => {
    const { server } = countingServer(3);
    const access = serverAccess({ meters, features: {} }, server, () => 0);
    for (const id of ["a", "b"]) {
      const asked = await access.ask("acme", found());
      const events = eventOf(id);
      asked.ended(events);
      // The server has it before the gateway knows.
      await access.posting(() => server.post(events));
      if (id === "a") access.posted(events);
    }
    const third = access.ask("acme", found());
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    access.posted(eventOf("b"));
    expect((await third).decision.refusal).toBeUndefined();
    expect((await access.ask("acme", found())).decision.refusal).toBe("quota-exceeded");
  });

  test("counts what an earlier run left as let through", async () => {
    const { server } = countingServer(10);
    const access = serverAccess({ meters, features: {} }, server, () => 0);
    const left = ["a", "b", "c", "d"].flatMap((id) => eventOf(id));
    access.leftOver(left);
    const through = async () => {
      const asked = await Promise.all(
        Array.from({ length: 12 }, () => access.ask("acme", found())),
      );
      return asked.filter(({ decision }) => decision.refusal === undefined).length;
    };
    expect(await through()).toBe(6);
    await server.post(left);
    access.posted(left);
    expect(await through()).toBe(0);
  });

  test("counts what one model let through by that model, also once it decides by another", async () => {
    const { server, held } = countingServer(10);
    const access = serverAccess({ meters, features: {} }, server, () => 0);
    const before = await access.ask("acme", found());
    access.decideBy({ meters: {}, features: {} });
    const after = await access.ask("acme", found());
    expect(after.run).not.toBe(before.run);
    const events = [...eventOf(`${before.run}-1`), ...eventOf(`${after.run}-2`)];
    before.ended(events.slice(0, 1));
    after.ended(events.slice(1));
    await server.post(events);
    access.posted(events);
    await access.giveBack();
    expect(held()).toEqual(zero);
  });

  test("remembers whom a key stands for", async () => {
    let asked = 0;
    const { server } = countingServer(1);
    const access = serverAccess(
      { meters, features: {} },
      {
        ...server,
        holder: async (key) => {
          asked += 1;
          return server.holder(key);
        },
      },
      () => 0,
    );
    expect(await access.holder("good")).toBe("acme");
    expect(await access.holder("good")).toBe("acme");
    expect(await access.holder("bad")).toBeUndefined();
    expect(asked).toBe(2);
  });

  test("lets the last call through though the one before it was counted twice while it was asked for", async () => {
    const { server } = countingServer(3);
    const before = eventOf("e2");
    const renew: typeof server.leases.renew = async (id, quantity) => {
      const answer = await server.leases.renew(id, quantity);
      // What was posted is given back, and meanwhile the server gets the next.
      if (quantity === "1") {
        await server.post(before);
        access.posted(before);
      }
      return answer;
    };
    const access = serverAccess(
      { meters, features: {} },
      { ...server, leases: { ...server.leases, renew } },
      () => 0,
    );
    const first = eventOf("e1");
    (await access.ask("acme", found())).ended(first);
    await server.post(first);
    access.posted(first);
    (await access.ask("acme", found())).ended(before);
    expect((await access.ask("acme", found())).decision.refusal).toBeUndefined();
    expect((await access.ask("acme", found())).decision.refusal).toBe("quota-exceeded");
  });
});
