import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { priceBooks } from "../../src/account/price-book.ts";
import type { UnbilledReason } from "../../src/account/usage-ledger.ts";
import { replayFacts } from "../../src/cli/replay-facts.ts";
import { expectOk } from "../../src/fault/fault.ts";
import type { Model } from "../../src/model/model.ts";
import { loopback } from "../../src/services/webhooks/webhook-scene.fixture.ts";
import { asking } from "./asking.ts";
import { startTelling, type Telling } from "./post-story.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";
import { momentsOf, type StoryEvent, tell, use } from "./story.ts";

interface Unbilled {
  readonly id: string;
  readonly customer: string;
  readonly type: string;
  readonly reason: UnbilledReason;
}

/** An invoice looks back one month. */
const model: Model = { ...acme, invoicing: { ...acme.invoicing, lateMonths: 1 } };

const event = (id: string, customer: string, time: string, type = "inference"): StoryEvent => ({
  id,
  source: "late",
  type,
  customer,
  time,
  data: { operations: 5 },
});

const customer = (id: string, told: string) =>
  tell(told, { fact: "customer", id, name: id } as const);
const hybrid = (id: string, owner: string, told: string, start: string, end?: string) =>
  tell(told, {
    fact: "subscription",
    id,
    customer: owner,
    plan: "hybrid",
    start,
    ...(end === undefined ? {} : { end }),
  } as const);

const story = [
  ...["stays", "ends", "returns", "learned"].map((id) => customer(id, "2026-01-01T00:00:00Z")),
  hybrid("s-stays", "stays", "2026-01-01T00:00:00Z", "2026-01-01"),
  hybrid("s-ends", "ends", "2026-01-01T00:00:00Z", "2026-01-01", "2026-02-01"),
  hybrid("s-returns", "returns", "2026-01-01T00:00:00Z", "2026-01-01", "2026-02-01"),
  hybrid("s-again", "returns", "2026-01-02T00:00:00Z", "2026-02-01"),
  // Learned of after it had ended: its usage was waiting, and what comes in within the grace window still counts.
  use(event("waited", "learned", "2026-01-10T00:00:00Z"), "2026-03-01T00:00:00Z"),
  hybrid("s-learned", "learned", "2026-03-05T00:00:00Z", "2026-01-01", "2026-02-01"),
  use(event("in-grace-of-news", "learned", "2026-01-11T00:00:00Z"), "2026-03-05T00:59:59Z"),
  use(event("past-grace-of-news", "learned", "2026-01-12T00:00:00Z"), "2026-03-05T01:00:00Z"),
  // Ended: within its grace window, at its end, long after it; and what it never covered.
  use(event("in-grace", "ends", "2026-01-20T00:00:00Z"), "2026-02-01T00:59:59Z"),
  use(event("past-grace", "ends", "2026-01-21T00:00:00Z"), "2026-02-01T01:00:00Z"),
  use(event("long-after", "ends", "2026-01-22T00:00:00Z"), "2026-03-20T00:00:00Z"),
  use(event("after-end", "ends", "2026-02-01T00:00:00Z"), "2026-02-02T00:00:00Z"),
  // Goes on: taken by the next invoice, and not by the one after it.
  use(event("next-invoice", "stays", "2026-01-20T00:00:00Z"), "2026-02-10T00:00:00Z"),
  use(event("last-chance", "stays", "2026-01-21T00:00:00Z"), "2026-03-01T00:59:59Z"),
  use(event("two-invoices-on", "stays", "2026-01-22T00:00:00Z"), "2026-03-01T01:00:00Z"),
  // Another subscription goes on, and covers the later event only.
  use(event("of-the-second", "returns", "2026-02-05T00:00:00Z"), "2026-03-10T00:00:00Z"),
  // Not late at all.
  use(event("nobody", "nobody", "2026-01-05T00:00:00Z"), "2026-03-20T00:00:00Z"),
  use(event("unread", "stays", "2026-01-05T00:00:00Z", "sneeze"), "2026-03-20T00:00:00Z"),
];

const expected: Readonly<Record<string, UnbilledReason>> = {
  "past-grace-of-news": "too-late",
  "past-grace": "too-late",
  "long-after": "too-late",
  "after-end": "no-subscription",
  "two-invoices-on": "too-late",
  nobody: "unknown-customer",
  unread: "unknown-meter",
};

let server: RunningFlorin;
let telling: Telling;
let folder: string;
const api = asking(() => server.api);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "florin-too-late-"));
  server = await runFlorin("2026-01-01T00:00:00Z", { webhooksAllowed: loopback });
  expect((await api.post("/v1/models", model)).status).toBe(201);
  telling = startTelling(server.api, 1);
  for (const moment of momentsOf(story)) {
    await server.moveTo(moment.at);
    await telling.tell(moment);
  }
  await server.moveTo("2026-06-02T00:00:00Z");
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("usage that came in late", () => {
  it("is listed as too late where no later invoice takes it, and nothing else is", async () => {
    expect(telling.events.rejected).toBe(0);
    const items = await api.all<Unbilled>("/v1/unbilled", 3);
    expect(Object.fromEntries(items.map(({ id, reason }) => [id, reason]))).toEqual(expected);
    expect(await api.get("/v1/unbilled?limit=1")).toMatchObject({ total: items.length });
    expect(await api.get("/v1/summary")).toMatchObject({ events: { unbilled: items.length } });
  });

  it("is on a line, or listed: the two add up to what was accepted", async () => {
    const invoices = await api.all<{ id: string }>("/v1/invoices", 50);
    let billed = 0;
    for (const { id } of invoices) {
      const invoice = await api.get<{ lines: { explanation: { events?: number } }[] }>(
        `/v1/invoices/${encodeURIComponent(id)}`,
      );
      for (const line of invoice.lines) billed += line.explanation.events ?? 0;
    }
    expect(billed + Object.keys(expected).length).toBe(telling.events.accepted);
  });

  it("is counted alike by a replay of the same facts", async () => {
    const file = join(folder, "facts.ndjson");
    await writeFile(file, telling.facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
    const silent = { out: () => {}, err: () => {}, interactive: false };
    const { unbilled } = await replayFacts(file, expectOk(priceBooks([model])), silent);
    const items = await api.all<Unbilled>("/v1/unbilled", 50);
    for (const { reason, events, names } of unbilled) {
      const listed = items.filter((item) => item.reason === reason);
      expect(listed.length, reason).toBe(events);
      const called = ({ customer, type }: Unbilled): string =>
        reason === "unknown-customer"
          ? customer
          : reason === "unknown-meter"
            ? type
            : `${customer} ${type}`;
      expect([...new Set(listed.map(called))].sort()).toEqual(names.map(({ name }) => name).sort());
    }
    expect(unbilled.reduce((sum, { events }) => sum + events, 0)).toBe(items.length);
  });
});

describe("a correction that comes too late", () => {
  const voiding = (id: string) => ({ id: `void-${id}`, void: { source: "late", id } });
  const raising = (id: string) => ({
    id: `raise-${id}`,
    replace: { source: "late", id },
    with: { data: { operations: 9 } },
  });

  it("is in force, and says that no invoice bills the difference: in a dry run, at once and when asked again", async () => {
    await api.post("/v1/webhook-endpoints", {
      url: "http://127.0.0.1:9/",
      events: ["usage.corrected_too_late"],
    });
    const june = event("june", "stays", "2026-06-01T12:00:00Z");
    expect((await api.post("/v1/events", june)).json).toMatchObject({ status: "accepted" });
    // Billed long ago; never billed, and nothing that could be taken back; billed yet by the next invoice; paid for by nobody.
    const corrections = [
      voiding("next-invoice"),
      voiding("long-after"),
      raising("two-invoices-on"),
      voiding("june"),
      voiding("nobody"),
    ];
    const late = expect.objectContaining({ code: "corrected-too-late" });
    const hints = [late, undefined, late, undefined, undefined];
    for (const path of ["?dryRun=true", "", ""]) {
      const { json } = await api.post(`/v1/events/corrections${path}`, corrections);
      const items = json.items as readonly { readonly hint?: object }[];
      expect(items.map(({ hint }) => hint)).toEqual(hints);
    }
  });

  it("is told to other systems once", async () => {
    const told = await server.florin.store.withTenant("default", (tx) =>
      tx.rows<{ message: string }>(
        "select message from webhook_events where type = 'usage.corrected_too_late' order by place",
      ),
    );
    const [first, second, ...more] = told.map(({ message }) => JSON.parse(message));
    expect(first).toMatchObject({
      account: "stays",
      data: {
        correction: "void-next-invoice",
        kind: "void",
        customer: "stays",
        source: "late",
        event: "next-invoice",
        eventType: "inference",
        time: "2026-01-20T00:00:00Z",
      },
    });
    expect(second).toMatchObject({
      data: { correction: "raise-two-invoices-on", kind: "replace" },
    });
    expect(more).toEqual([]);
  });
});
