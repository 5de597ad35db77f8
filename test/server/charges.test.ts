import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acme } from "../../src/account/account.fixture.ts";
import type { Invoice } from "../../src/account/invoice.ts";
import { asking } from "./asking.ts";
import { type RunningFlorin, runFlorin } from "./running-florin.ts";

const opening = "2026-01-01T00:00:00Z";
let server: RunningFlorin;
const api = asking(() => server.api);

beforeAll(async () => {
  server = await runFlorin(opening);
  expect((await api.post("/v1/models", acme)).status).toBe(201);
  await api.post("/v1/customers", { id: "c-1", name: "Acme" });
});
afterAll(() => server?.stop());

const hybrid = { id: "s-1", customer: "c-1", plan: "hybrid", start: "2026-01-01" };
const nodes = { ...hybrid, id: "s-2", plan: "reserved", quantities: { nodes: 3 } };

const shown = ({ issuedAt, lines, total }: Invoice): string =>
  `${issuedAt.slice(0, 16)} ${lines.map(({ id, amount }) => `${id} ${amount}`).join(", ")} = ${total}`;

const january = [
  "2026-01-01T00:00 s-1/base/0 100.00 = 100.00",
  // February's fee in advance, January's use and capacity in arrears: 3 nodes at 10 and 2 over them at 15.
  "2026-02-01T01:00 s-1/base/1 100.00, s-1/operations/0 10.00, s-2/nodes/0 60.00 = 170.00",
];

describe("what is paid in advance, in arrears and for reserved capacity", () => {
  it("is previewed on one document", async () => {
    const answer = await api.post("/v1/preview", {
      customer: "c-1",
      facts: [
        { fact: "subscription", ...hybrid },
        { fact: "subscription", ...nodes },
      ],
      until: "2026-02-01T01:00:00Z",
    });
    expect(answer.status, answer.text).toBe(200);
    const { with: documents } = answer.json as unknown as { with: readonly Invoice[] };
    expect(documents.map(shown)).toEqual([
      january[0],
      // Nothing is used yet: reserved is reserved.
      "2026-02-01T01:00 s-1/base/1 100.00, s-2/nodes/0 30.00 = 130.00",
    ]);
  });

  it("is billed on one document, over-use by its rule", async () => {
    for (const one of [hybrid, nodes])
      expect((await api.post("/v1/subscriptions", one)).status).toBe(201);
    await server.moveTo("2026-01-20T00:00:00Z");
    const event = (id: string, type: string, data: object) => ({
      id,
      source: "gate",
      type,
      customer: "c-1",
      time: "2026-01-15T00:00:00Z",
      data,
    });
    const sent = await api.post("/v1/events", [
      event("e-1", "inference", { operations: 1_100 }),
      event("e-2", "node-count", { nodes: 5 }),
      event("e-3", "node-count", { nodes: 2 }),
    ]);
    expect(sent.status).toBe(200);
    await server.moveTo("2026-02-01T02:00:00Z");
    const listed = await api.all<{ id: string }>("/v1/invoices", 10);
    const bills = await Promise.all(listed.map(({ id }) => api.get<Invoice>(`/v1/invoices/${id}`)));
    expect(bills.map(shown).sort()).toEqual(january);
    const capacity = bills.flatMap(({ lines }) => lines).find(({ kind }) => kind === "capacity");
    expect(capacity).toMatchObject({
      quantity: "5",
      explanation: {
        events: 2,
        steps: [{ amount: "30" }, { amount: "30" }],
      },
    });
  });
});
