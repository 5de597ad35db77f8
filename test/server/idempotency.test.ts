import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import { type Answer, type RunningFlorin, runFlorin } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

let server: RunningFlorin;

beforeAll(async () => {
  server = await runFlorin("2026-01-31T00:00:00Z");
  expect((await server.api.post("/v1/models", acme)).status).toBe(201);
  expect((await server.api.post("/v1/customers", { id: "c-1", name: "Alder" })).status).toBe(201);
});
afterAll(() => server?.stop());

const event = {
  id: "e-1",
  type: "inference",
  customer: "c-1",
  time: "2026-01-05T10:00:00Z",
  data: { operations: 5 },
};
const eventOf = (id: string, more: object = {}): object => ({ ...event, id, ...more });

const post = (path: string, body: unknown, key: string, more: Record<string, string> = {}) =>
  server.api.post(path, body, { "idempotency-key": key, ...more });
const seen = ({ status, text, headers }: Answer) => [status, headers["content-type"], text];
const rows = () => storedRows(server.florin.store);

/** Asks the same again, and expects the same status and bytes and nothing stored by it. */
async function repeats(
  path: string,
  body: unknown,
  key: string,
  first: Answer,
  more = {},
): Promise<void> {
  const before = await rows();
  for (let round = 0; round < 2; round += 1)
    expect(seen(await post(path, body, key, more))).toEqual(seen(first));
  expect(await rows()).toEqual(before);
}

describe("the same key with the same request", () => {
  it("gives the same bytes on every POST, whatever happened since", async () => {
    const sub = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-03-01" };
    const asked: readonly (readonly [string, unknown, number])[] = [
      ["/v1/models", { ...acme, version: "2" }, 201],
      ["/v1/customers", { id: "c-2", name: "Birch" }, 201],
      ["/v1/subscriptions", sub, 201],
      [
        "/v1/licences",
        { id: "l-1", customer: "c-1", licence: "standard", start: "2026-03-01" },
        201,
      ],
      ["/v1/sales", { id: "w-1", customer: "c-1", offer: "tuning", date: "2026-03-01" }, 201],
      ["/v1/events", eventOf("one"), 200],
      [
        "/v1/events",
        [eventOf("two"), eventOf("lost", { customer: "c-new" }), {}, eventOf("one")],
        200,
      ],
      ["/v1/clock", { now: "2026-02-01T12:00:00Z" }, 200],
    ];
    const firsts: Answer[] = [];
    for (const [index, [path, body, status]] of asked.entries()) {
      const answer = await post(path, body, `k-${index}`);
      expect(answer.status, answer.text).toBe(status);
      firsts.push(answer);
    }
    expect(firsts[5]?.json).toEqual({ id: "one", status: "accepted" });
    expect(firsts[6]?.json).toMatchObject({ accepted: 2, duplicate: 1, rejected: 1 });
    await server.api.post("/v1/customers", { id: "c-new", name: "New" });
    await server.moveTo("2026-02-03T00:00:00Z");
    for (const [index, [path, body]] of asked.entries())
      await repeats(path, body, `k-${index}`, firsts[index] as Answer);
    // Without its key the event says that it is known.
    expect((await server.api.post("/v1/events", eventOf("one"))).json).toMatchObject({
      status: "duplicate",
    });
    expect((await server.api.get("/v1/clock")).json).toMatchObject({ now: "2026-02-03T00:00:00Z" });
  });

  it("holds for streams of lines and for CloudEvents", async () => {
    const lines = { "content-type": "application/x-ndjson" };
    const body = `${JSON.stringify(eventOf("line-1"))}\n{"id":\n${JSON.stringify(eventOf("line-2"))}`;
    const first = await post("/v1/events", body, "lines", lines);
    expect(
      first.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).status),
    ).toEqual(["accepted", "rejected", "accepted"]);
    await repeats("/v1/events", body, "lines", first, lines);
    const attributes = {
      "ce-specversion": "1.0",
      "ce-id": "cloud-1",
      "ce-source": "/eu",
      "ce-type": "inference",
      "ce-subject": "c-1",
      "ce-time": "2026-01-05T10:00:00Z",
    };
    const cloud = await post("/v1/events", { operations: 3 }, "cloud", attributes);
    expect(cloud.json).toEqual({ id: "cloud-1", status: "accepted" });
    await repeats("/v1/events", { operations: 3 }, "cloud", cloud, attributes);
    const other = await post("/v1/events", { operations: 3 }, "cloud", {
      ...attributes,
      "ce-id": "cloud-2",
    });
    expect(other.json).toMatchObject({ status: 422, code: "idempotency-key-reused" });
  });

  it("has one effect for many callers at once", async () => {
    const before = await rows();
    const sale = { id: "w-many", customer: "c-1", offer: "tuning", date: "2026-05-01" };
    for (const [path, body, status] of [
      ["/v1/events", eventOf("many"), 200],
      ["/v1/events", [eventOf("many-1"), eventOf("many-2")], 200],
      ["/v1/sales", sale, 201],
    ] as const) {
      const key = `many ${JSON.stringify(body)}`.replaceAll(/[^\w]/g, "-").slice(0, 200);
      const answers = await Promise.all(Array.from({ length: 16 }, () => post(path, body, key)));
      const done = answers.filter((answer) => answer.status === status);
      const waiting = answers.filter((answer) => answer.status !== status);
      expect(new Set(done.map(({ text }) => text)).size).toBe(1);
      expect(done.length).toBeGreaterThan(0);
      for (const answer of waiting) {
        expect(answer.json).toMatchObject({ status: 409, code: "idempotency-in-progress" });
        expect(answer.headers["retry-after"]).toBe("1");
      }
      await repeats(path, body, key, done[0] as Answer);
    }
    const after = await rows();
    expect(after.events).toBe((before.events ?? 0) + 3);
    expect(after.account_facts).toBe((before.account_facts ?? 0) + 1);
    expect(after.idempotency_keys).toBe((before.idempotency_keys ?? 0) + 3);
  });

  it("takes overlapping batches of many callers without losing or doubling one", async () => {
    const before = await rows();
    const batches = Array.from({ length: 12 }, (_, caller) => {
      const batch = Array.from({ length: 40 }, (_, index) =>
        eventOf(`overlap-${(index * 7 + caller * 3) % 60}`),
      );
      return caller % 2 === 0 ? batch : batch.reverse();
    });
    const answers = await Promise.all(
      batches.map((batch, caller) =>
        caller % 3 === 0
          ? server.api.post("/v1/events", batch)
          : post("/v1/events", batch, `overlap-${caller}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const accepted = answers.reduce(
      (sum, { json }) => sum + (json as { accepted: number }).accepted,
      0,
    );
    const ids = new Set(batches.flat().map((one) => (one as { id: string }).id));
    expect(accepted).toBe(ids.size);
    expect((await rows()).events).toBe((before.events ?? 0) + ids.size);
  });
});

describe("a key", () => {
  it("that is used for another request is refused", async () => {
    const customer = { id: "c-3", name: "Cedar" };
    expect((await post("/v1/customers", customer, "used")).status).toBe(201);
    const before = await rows();
    for (const [path, body] of [
      ["/v1/customers", { ...customer, name: "Else" }],
      ["/v1/customers", JSON.stringify(customer, undefined, 1)],
      ["/v1/events", eventOf("used")],
      ["/v1/clock", { now: "2026-02-04T00:00:00Z" }],
      ["/v1/models", acme],
    ] as const)
      expect((await post(path, body, "used")).json).toMatchObject({
        status: 422,
        code: "idempotency-key-reused",
      });
    expect(await rows()).toEqual(before);
    expect((await server.api.get("/v1/clock")).json).toMatchObject({ now: "2026-02-03T00:00:00Z" });
  });

  it("of a refused request is free for the mended one", async () => {
    for (const [key, path, bad, good] of [
      ["mend-1", "/v1/customers", { id: "c-4" }, { id: "c-4", name: "Dogwood" }],
      ["mend-2", "/v1/events", eventOf("mend", { time: "now" }), eventOf("mend")],
      ["mend-3", "/v1/events", eventOf("mend", { data: { operations: 6 } }), eventOf("mend-3")],
      ["mend-4", "/v1/events", [], [eventOf("mend-4")]],
      ["mend-5", "/v1/clock", { now: "2020-01-01T00:00:00Z" }, { now: "2026-02-03T00:00:00Z" }],
    ] as const) {
      const before = await rows();
      const refused = await post(path, bad, key);
      expect(refused.status, refused.text).toBeGreaterThanOrEqual(409);
      expect(await rows(), key).toEqual(before);
      const mended = await post(path, good, key);
      expect(mended.status, mended.text).toBeLessThan(300);
      await repeats(path, good, key, mended);
    }
  });

  it("that is empty, too long or not printable is refused", async () => {
    const before = await rows();
    for (const key of ["", " ", "x".repeat(256), "a b", "ü"])
      for (const path of ["/v1/customers", "/v1/events", "/v1/clock"])
        expect((await post(path, { id: "c-5", name: "Elm" }, key)).json, key).toMatchObject({
          status: 400,
          code: "idempotency-key-invalid",
        });
    expect(await rows()).toEqual(before);
    expect((await post("/v1/customers", { id: "c-5", name: "Elm" }, "x".repeat(255))).status).toBe(
      201,
    );
  });

  it("holds no more of a stream than of a batch", async () => {
    const lines = { "content-type": "application/x-ndjson" };
    const before = await rows();
    const many = Array.from({ length: 10_001 }, (_, index) =>
      JSON.stringify({ id: String(index) }),
    ).join("\n");
    expect((await post("/v1/events", many, "large-1", lines)).json).toMatchObject({
      code: "batch-too-large",
    });
    const wide = `${" ".repeat(4 * 1_048_576)}\n`;
    expect((await post("/v1/events", wide, "large-2", lines)).json).toMatchObject({
      code: "body-too-large",
    });
    expect(await rows()).toEqual(before);
  });
});
