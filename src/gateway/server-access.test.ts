import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalOf, zero } from "../money/decimal.ts";
import type { AskedCall } from "./access.ts";
import type { CustomerStanding } from "./call-decision.ts";
import { callEvents, type GatewayEvent } from "./call-events.ts";
import { type FlorinServer, ServerAway } from "./florin-server.ts";
import { callMatcher, type MatchedCall } from "./match-call.ts";
import { serverAccess } from "./server-access.ts";

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
  );

/** A server in memory that counts each event once, with a quota of `limit` calls. */
function counting(limit: number) {
  const stored = new Set<string>();
  let isAway = false;
  const standing = (): CustomerStanding => ({
    served: true,
    suspended: false,
    plans: [],
    features: new Map(),
    quotas: [
      {
        id: "calls",
        meter: "calls",
        per: "month",
        overage: "block",
        allowance: decimalOf(limit),
        grace: zero,
        taken: decimalOf(stored.size),
        resetsAtMs: undefined,
        windowMs: 1,
      },
    ],
  });
  const server: FlorinServer = {
    holder: async (key) => (key === "good" ? "acme" : undefined),
    standing: async () => {
      if (isAway) throw new ServerAway("away");
      const answer = standing();
      await Promise.resolve();
      return answer;
    },
    post: async (events) => {
      for (const { id } of events) stored.add(id);
      return { refused: [] };
    },
  };
  return {
    server,
    stored,
    away: (is: boolean) => {
      isAway = is;
    },
  };
}

describe("access by a server's answers", () => {
  test("lets no more calls through than the quota has, whenever usage is posted and answers come", async () => {
    const deed = fc.constantFrom(
      "call",
      "call",
      "call",
      "end",
      "fail",
      "post",
      "tick",
      "away",
      "back",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 6 }),
        fc.array(deed, { maxLength: 40 }),
        async (limit, deeds) => {
          let now = 0;
          const { server, stored, away } = counting(limit);
          const access = serverAccess({ meters, features: {} }, server, () => now, {
            keyMs: 1,
            standingMs: 1,
            awayMs: 1_000,
          });
          const open: AskedCall[] = [];
          let spooled: GatewayEvent[] = [];
          let made = 0;
          const post = async () => {
            await server.post(spooled);
            access.posted(spooled);
            spooled = [];
          };
          for (const one of deeds) {
            if (one === "tick") now += 2;
            if (one === "away" || one === "back") away(one === "away");
            if (one === "post") await post();
            if (one === "fail") open.pop()?.dropped();
            if (one === "end") {
              const asked = open.pop();
              if (asked === undefined) continue;
              made += 1;
              const events = eventOf(`e${made}`);
              asked.ended(events);
              spooled.push(...events);
            }
            if (one !== "call") continue;
            const asked = await access.ask("acme", found()).catch(() => undefined);
            if (asked?.decision.refusal === undefined && asked !== undefined) open.push(asked);
            expect(stored.size + spooled.length + open.length).toBeLessThanOrEqual(limit);
          }
          // What is over and posted is counted once: a fresh answer lets through exactly what is left.
          for (const asked of open.splice(0)) asked.dropped();
          await post();
          away(false);
          now += 10;
          let left = limit - stored.size;
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
    const access = serverAccess({ meters, features: {} }, counting(1).server, () => 0);
    const asked = await Promise.all([1, 2, 3].map(() => access.ask("acme", found())));
    expect(asked.filter(({ decision }) => decision.refusal === undefined)).toHaveLength(1);
  });

  test("goes on by the last answer while the server is away, but not for ever", async () => {
    let now = 0;
    const { server, away } = counting(10);
    const access = serverAccess({ meters, features: {} }, server, () => now);
    await access.ask("acme", found());
    away(true);
    now = 60_000;
    expect((await access.ask("acme", found())).decision.refusal).toBeUndefined();
    now = 60_001;
    await expect(access.ask("acme", found())).rejects.toThrow("away");
  });

  test("remembers whom a key stands for", async () => {
    let asked = 0;
    const { server } = counting(1);
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
});
