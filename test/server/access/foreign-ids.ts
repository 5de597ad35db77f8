import { describe, expect, it } from "vitest";
import { described, part } from "../../docs/described-api.ts";
import { until } from "../running-florin.ts";
import { storedBytes } from "../stored-rows.ts";
import { server, withoutRequestId, zeta } from "./one-server.ts";

/** Something of the first tenant alone, made if it has to be, by its id in the answer. */
async function made(path: string, body: unknown, id = "id"): Promise<string> {
  const answer = await server.api.post(path, body);
  expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  return String(part(answer.json)[id]);
}

/** Ids that the first tenant alone has, by the first part of the path that they stand in. */
async function ownIds(): Promise<Readonly<Record<string, string>>> {
  const customer = await made("/v1/customers", { id: "apart", name: "Apart" });
  const bought = { id: "apart-s", customer, plan: "hybrid", start: "2026-02-02" };
  const event = { id: "apart-e", type: "inference", customer, time: "2026-02-01T10:00:00Z" };
  const model = (await server.api.get("/v1/models/acme/versions/1")).json as object;
  const email = "apart@example.com";
  const member = await made("/v1/members", { email, name: "Apart", role: "owner" });
  await made("/v1/events", { ...event, data: { operations: 1 } });
  await made("/v1/models", { ...model, version: "apart" }, "version");
  const ids = {
    customers: customer,
    keys: await made(`/v1/customers/${customer}/keys`, { name: "apart" }),
    subscriptions: await made("/v1/subscriptions", bought),
    members: member,
    roles: await made("/v1/roles", { id: "apart", name: "Apart", actions: ["self.read"] }),
    environments: await made("/v1/environments", { name: "Apart", kind: "sandbox" }),
    "api-keys": await made("/v1/api-keys", { name: "apart", scopes: ["read"] }),
    "portal-links": await made("/v1/portal-links", { customer }),
    "webhook-endpoints": await made("/v1/webhook-endpoints", { url: "https://apart.example/" }),
    sessions: String(part((await server.api.get("/v1/sessions")).json, "items", "0").id),
    events: "apart-e",
    models: "acme",
    invoices: "apart%3A1",
  };
  await server.api.post(`/v1/webhook-endpoints/${ids["webhook-endpoints"]}/disable`, undefined);
  await server.moveTo("2026-02-03T00:00:00Z");
  expect((await server.api.get(`/v1/invoices/${ids.invoices}`)).status).toBe(200);
  return ids;
}

/** All that the first tenant has stored, but for what the server works on by itself. */
const kept = async () =>
  Object.entries(await storedBytes(server.florin.store)).filter(
    ([table]) =>
      !/^(followed_series|(stale_)?open_items|webhook_(events|lanes)|\w+_looks)$/.test(table),
  );

/** The same once nothing follows any more from what was told before: until then, turns in the background change it. */
async function keptAtRest() {
  const { payments, quotaAlerts, vatChecks, taxDecisions, webhooks } = server.florin.services;
  const { run } = payments;
  let last = "";
  return until(async () => {
    const looks = [quotaAlerts.look, webhooks.look];
    for (const turn of [run, vatChecks.askDue, taxDecisions.askDue, ...looks]) await turn();
    const stored = await kept();
    const isAtRest = JSON.stringify(stored) === last;
    last = JSON.stringify(stored);
    return isAtRest ? stored : undefined;
  });
}

/** Parts of a path that are no ids. */
const given: Readonly<Record<string, string>> = {
  source: "api",
  format: "html",
  draft: "apart%3A2",
  version: "apart",
  month: "2026-01",
  metric: "mrr",
  provider: "sandbox",
};

/** Every endpoint that is asked by an id. */
export function foreignIdsAreNobodys(): void {
  describe("an id of another tenant", () => {
    it("is to every endpoint what an id of nothing is, and nothing is done to it", async () => {
      const ids = await ownIds();
      const before = await keptAtRest();
      const byId = described
        .filter(({ path }) => path.startsWith("/v1/") && /\{(id|key)\}/.test(path))
        // It makes a customer where there is none, so it comes last.
        .sort((left, right) => Number(isUpsert(left)) - Number(isUpsert(right)));
      expect(byId.length).toBeGreaterThan(50);
      for (const { method, path, operation } of byId) {
        const [, , of = ""] = path.split("/");
        const example = part(operation, "requestBody", "content", "application/json").example;
        const asked = async (own: string, key: string) => {
          const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
            name === "id" ? own : name === "key" ? key : (given[name] ?? own),
          );
          const answer = await zeta.ask(method, filled, {
            ...(example === undefined ? {} : { body: example }),
            headers: { "idempotency-key": `${own}-${key}` },
          });
          const told = withoutRequestId(answer).replaceAll(key, "it");
          return { status: answer.status, told: told.replaceAll(decodeURIComponent(own), "it") };
        };
        const foreign = await asked(ids[of] ?? "apart", ids.keys ?? "");
        const absent = of === "invoices" ? "nobody%3A1" : "nobody";
        expect(foreign, `${method} ${path}`).toEqual(await asked(absent, "nobodys"));
        if (!isUpsert({ method, path })) expect(foreign.status, path).toBeGreaterThan(399);
      }
      expect(await kept()).toEqual(before);
    });
  });
}

const isUpsert = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === "PUT" && path === "/v1/customers/{id}";
