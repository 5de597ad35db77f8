import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { usd } from "../../src/money/money.ts";
import { flat } from "../../src/pricing/flat.ts";
import type { MigratedSubscription, MigrationPreview } from "../../src/services/model-migration.ts";
import type { ModelComparison, ModelVerdict } from "../../src/services/models/model-desk.ts";
import type { ModelEffects } from "../../src/services/models/model-effects.ts";
import type { ModelSummary } from "../../src/services/models/model-summary.ts";
import { florin } from "../cli/florin.ts";
import { asking, type Page } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const { team, ...plans } = acme.plans;
const dearer = {
  ...acme,
  version: "2",
  plans: { ...plans, team: { ...team, prices: { monthly: flat(usd(599)) } } },
};
const command = { id: "2026-prices", from: "acme@1", to: "acme@2" };
const customers = ["c-1", "c-2", "c-3", "c-4", "c-5"];

let server: RunningFlorin;
const { get, post } = asking(() => server.api);

const buy = (customer: string, plan: string, more: object = {}) =>
  [
    "/v1/subscriptions",
    { id: `s-${customer}`, customer, plan, start: "2026-01-31", ...more },
  ] as const;

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  const told: readonly (readonly [string, unknown])[] = [
    ["/v1/models", acme],
    ...customers.map((id) => ["/v1/customers", { id, name: id }] as const),
    buy("c-1", "team", { cadence: "monthly" }),
    buy("c-2", "team", { cadence: "annual" }),
    buy("c-3", "hybrid"),
    buy("c-4", "team", { cadence: "monthly" }),
    buy("c-5", "team", { cadence: "monthly" }),
    ["/v1/pauses", { id: "p", customer: "c-4", subscription: "s-c-4", on: "2026-02-10" }],
    ["/v1/models", dearer],
  ];
  for (const [path, body] of told) expect((await post(path, body)).status, path).toBe(201);
  await server.moveTo("2026-02-15T00:00:00Z");
});
afterAll(() => server?.stop());

const named = (): readonly string[] => [
  ...["--id", command.id, "--from", command.from, "--to", command.to],
  ...["--server", server.florin.origin],
];

/** The command line, as somebody beside the server runs it. */
async function migrate(...words: readonly string[]) {
  vi.stubEnv("FLORIN_API_KEY", server.florin.newApiKey);
  return florin(["migrate-subscriptions", ...named(), ...words]).finally(() => vi.unstubAllEnvs());
}

const shown = ({ subscription, outcome, reason, faults, terms }: MigratedSubscription): string =>
  [subscription, outcome, reason, ...faults.map(({ code }) => code), terms?.from, terms?.model]
    .filter((part) => part !== null && part !== undefined)
    .join(" ");

async function pages<T>(path: string, body: object, limit: number): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor = "";
  for (;;) {
    const answer = await post(`${path}?limit=${limit}${cursor}`, body);
    expect(answer.status, answer.text).toBe(200);
    const page = answer.json as unknown as Page<T>;
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

const preview = (body: object, limit = 2) =>
  pages<MigrationPreview>("/v1/migrations/preview", body, limit);
const run = (body: object, limit = 2) => pages<MigratedSubscription>("/v1/migrations", body, limit);

const draft = {
  ...dearer,
  version: "3",
  plans: { ...plans, team: { ...team, prices: { monthly: flat(usd(649)) } } },
};

describe("a model that is not published yet", () => {
  it("is checked: every fault with its place, and what keeps it from being published", async () => {
    const sound = await post("/v1/models/check", draft);
    expect([sound.status, sound.json]).toEqual([
      200,
      expect.objectContaining({ model: "acme@3", publishable: true, published: false, faults: [] }),
    ]);
    const { json: broken } = await post("/v1/models/check", { ...draft, nmae: "x", meters: 1 });
    expect(broken).toMatchObject({ model: null, publishable: false, audit: null });
    const codes = (answer: unknown) =>
      (answer as ModelVerdict).faults.map(({ code, path }) => `${code} ${path}`);
    expect(codes(broken)).toEqual(
      expect.arrayContaining(["unknown-field /nmae", "wrong-type /meters"]),
    );
    const { json: taken } = await post("/v1/models/check", { ...draft, version: "2" });
    expect([codes(taken), taken.publishable]).toEqual([["model-published /version"], false]);
    const { json: known } = await post("/v1/models/check", dearer);
    expect(known).toMatchObject({ publishable: true, published: true });
  });

  it("is compared with published ones, and they with one another", async () => {
    const words = async (body: object) => {
      const { status, json } = await post("/v1/models/diff", body);
      return status === 200
        ? (json as unknown as ModelComparison).differences.map((one) => one.words)
        : (json.errors as { code: string; path: string }[]).map((one) => `${one.code} ${one.path}`);
    };
    expect(await words({})).toEqual([]);
    expect(await words({ from: "acme@1", to: "acme@2" })).toEqual([
      "version: 1 → 2",
      "monthly price of plan team: 499 USD → 599 USD",
      expect.stringContaining("annual price of plan team removed, was"),
    ]);
    expect(await words({ document: draft })).toEqual([
      "version: 2 → 3",
      "monthly price of plan team: 599 USD → 649 USD",
    ]);
    expect(await words({ from: "acme@7" })).toEqual(["unknown-model /from"]);
    expect(await words({ to: "acme@1", document: draft })).toEqual(["one-proposal /document"]);
    expect(await words({ document: 1 })).toEqual(["wrong-type /document"]);
  });

  it("tells of a paused subscription since when it is, and of no end", async () => {
    const { json } = await server.api.get("/v1/subscriptions?customer=c-4");
    const pause = { standing: "paused", pausedOn: "2026-02-10", resumesOn: null };
    expect(json).toMatchObject({ items: [{ ...pause, end: null, renewsOn: null }] });
    const { json: over } = await server.api.get(
      "/v1/subscriptions?customer=c-4&endedTo=2027-01-01",
    );
    expect(over).toMatchObject({ items: [] });
  });

  it("changes no invoice by being published, and those of whom moves to it as they are told", async () => {
    const effects = async (body: object, query = "") =>
      (await post(`/v1/models/effects${query}`, { document: draft, from: "acme@1", ...body }))
        .json as unknown as ModelEffects;
    const published = await effects({});
    expect(published).toMatchObject({ customers: 5, looked: 5, changed: 0, failed: 0, next: null });
    const moved = await effects({ move: "period-end" });
    expect(moved).toMatchObject({
      from: "acme@1",
      to: "acme@3",
      customers: 5,
      looked: 5,
      changed: 2,
      staying: { paused: 1, refused: 1 },
      next: null,
      totals: [{ currency: "USD", before: "1098.00", after: "1398.00", difference: "300.00" }],
    });
    expect(moved.movers.map(({ customer, difference }) => [customer, difference])).toEqual([
      ["c-1", "150.00"],
      ["c-5", "150.00"],
    ]);
    expect(moved.movers[0]?.lines).toMatchObject([{ before: "499.00", after: "649.00" }]);
    const first = await effects({ move: "now" }, "?limit=2");
    expect([first.customers, first.looked, typeof first.next]).toEqual([5, 2, "string"]);
    const refused = await post("/v1/models/effects", { document: { ...draft, meters: 1 } });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining("/document/meters"),
    ]);
    const unknown = await post("/v1/models/effects", { document: draft, from: "acme@3" });
    expect(unknown.text).toContain("unknown-model");
  });

  it("is told of with who published it and how much it changed, and read as a file", async () => {
    const { items } = (await get("/v1/models")) as unknown as { items: readonly ModelSummary[] };
    expect(items.map(({ version, changes }) => [version, changes])).toEqual([
      ["1", null],
      ["2", 3],
    ]);
    expect(items[0]?.publishedBy).toMatch(/^key:/);
    const file = await fetch(`${server.florin.origin}/v1/models/acme/versions/2?form=file`, {
      headers: { authorization: `Bearer ${server.florin.newApiKey}` },
    });
    expect(await file.text()).toBe(`${JSON.stringify(dearer, null, 2)}\n`);
  });
});

describe("a migration", () => {
  it("is shown before it is made: who moves, on which terms, and the documents until then", async () => {
    const before = await get("/v1/summary");
    const found = await preview(command);
    expect(found.flatMap(({ subscriptions }) => subscriptions).map(shown)).toEqual([
      "s-c-1 move 2026-02-28 acme@2",
      "s-c-2 stay refused cadence-not-offered",
      "s-c-3 move 2026-02-28 acme@2",
      "s-c-4 stay paused",
      "s-c-5 move 2026-02-28 acme@2",
    ]);
    const [first] = found;
    const totals = (side: MigrationPreview["with"]) => side.map(({ total }) => total);
    expect(first?.until).toBe("2026-02-28T01:00:00Z");
    expect(totals(first?.with ?? [])).toEqual(["599.00"]);
    expect(totals(first?.without ?? [])).toEqual(["499.00"]);
    expect(await get("/v1/summary")).toEqual(before);
  });

  it("is shown by the command line, which changes nothing unless it is told to", async () => {
    const { code, results, messages } = await migrate();
    expect(code).toBe(0);
    expect(results.map((line) => line.trim().replace(/ +/g, " "))).toEqual([
      "c-1 s-c-1 moves on 2026-02-28: Team, acme@2",
      "until 2026-02-28T01:00:00Z: 599.00 USD instead of 499.00 USD",
      'c-2 s-c-2 stays: refused: cadence-not-offered, plan "team" has no annual price',
      "c-3 s-c-3 moves on 2026-02-28: Hybrid, acme@2",
      "until 2026-02-28T01:00:00Z: 100.00 USD instead of 100.00 USD",
      "c-4 s-c-4 stays: paused",
      "c-5 s-c-5 moves on 2026-02-28: Team, acme@2",
      "until 2026-02-28T01:00:00Z: 599.00 USD instead of 499.00 USD",
    ]);
    expect(messages).toEqual(["3 move, 2 stay. Nothing is changed: --apply makes it."]);
    const json = await migrate("--json", "--plan", "hybrid");
    expect(json.results.map((line) => JSON.parse(line))).toMatchObject([{ customer: "c-3" }]);
    const refused = await migrate("--to", "acme@7");
    expect([refused.code, refused.messages.join(" ")]).toEqual([
      1,
      expect.stringContaining("no such model version"),
    ]);
    vi.stubEnv("FLORIN_API_KEY", "florin_default_none_none");
    const stranger = await florin(["migrate-subscriptions", ...named(), "--json"]);
    expect([stranger.code, stranger.messages.join(" ")]).toEqual([
      1,
      expect.stringContaining("unauthenticated"),
    ]);
    const nobody = await migrate("--server", "http://127.0.0.1:1");
    expect([nobody.code, nobody.messages.join(" ")]).toEqual([
      1,
      expect.stringContaining("nothing answers there"),
    ]);
  });

  it("moves the plans it names, and says of the others nothing", async () => {
    const found = await preview({ ...command, plans: ["hybrid"] });
    expect(found.map(({ customer }) => customer)).toEqual(["c-3"]);
  });

  it("is made page by page, once however often it is asked for", async () => {
    const expected = [
      "s-c-1 move 2026-02-28 acme@2",
      "s-c-2 stay refused cadence-not-offered",
      "s-c-3 move 2026-02-28 acme@2",
      "s-c-4 stay paused",
      "s-c-5 move 2026-02-28 acme@2",
    ];
    const first = await post("/v1/migrations?limit=2", command);
    expect((first.json.items as MigratedSubscription[]).map(shown)).toEqual(expected.slice(0, 2));
    const again = (await run(command)).map(shown);
    expect(again).toEqual(["s-c-1 stay already-moved", ...expected.slice(1)]);
    const third = (await run(command)).map(shown);
    const { results, messages } = await migrate("--apply");
    expect(results[0]).toMatch(/s-c-1 +stays: already-moved/);
    expect(messages).toEqual(["0 move, 5 stay."]);
    expect(third.filter((one) => one.includes("already-moved"))).toHaveLength(3);
    const { changes, phases } = await get<{
      changes: { id: string }[];
      phases: { model: string }[];
    }>("/v1/subscriptions/s-c-1");
    expect(changes.map(({ id }) => id)).toEqual(["2026-prices/s-c-1"]);
    expect(phases.map(({ model }) => model)).toEqual(["acme@1", "acme@2"]);
  });

  it("answers a repeated request under a key as it did first, page by page", async () => {
    const key = { "idempotency-key": "k-1" };
    const first = await post("/v1/migrations?limit=1", command, key);
    expect(await post("/v1/migrations?limit=1", command, key)).toEqual(first);
    const next = `/v1/migrations?limit=1&cursor=${encodeURIComponent(String(first.json.next))}`;
    expect((await post(next, command, key)).json).toMatchObject({ code: "idempotency-key-reused" });
  });

  it("bills at the prices of the new version from each one's next period on", async () => {
    await server.moveTo("2026-03-31T02:00:00Z");
    const { items } = await get<Page<{ total: string; issuedAt: string }>>(
      "/v1/invoices?customer=c-5&limit=10",
    );
    expect(items.map(({ issuedAt, total }) => `${issuedAt.slice(0, 10)} ${total}`)).toEqual([
      "2026-03-31 599.00",
      "2026-02-28 599.00",
      "2026-01-31 499.00",
    ]);
  });

  it.each([
    ["unknown-model /to", { to: "acme@3" }],
    ["unknown-model /from", { from: "acm@1" }],
    ["same-version /to", { to: "acme@1" }],
    ["unknown-plan /plans/0", { plans: ["tame"] }],
    ["missing-field /id", { id: undefined }],
    ["too-many-plans /plans", { plans: Array.from({ length: 1_001 }, () => "team") }],
  ])("is refused: %s", async (expected, more) => {
    for (const path of ["/v1/migrations", "/v1/migrations/preview"]) {
      const answer = await post(path, { ...command, ...more });
      expect(answer.status).toBe(422);
      const errors = answer.json.errors as { code: string; path: string }[];
      expect(errors.map(({ code, path }) => `${code} ${path}`)).toEqual([expected]);
    }
  });

  it("looks at no more than a hundred customers at once", async () => {
    const answer = await post("/v1/migrations?limit=101", command);
    expect(answer.json).toMatchObject({ code: "invalid-limit" });
  });
});
