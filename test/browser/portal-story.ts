import { expect } from "vitest";
import type { RunningFlorin } from "../server/running-florin.ts";
import { accessModel } from "./access-story.ts";

/** Calls of the customer, one each hour before an instant. */
const callsBefore = (count: number, before: string) =>
  Array.from({ length: count }, (_, place) => ({
    id: `call-${before}-${place}`,
    type: "call",
    customer: "c-1",
    time: new Date(Date.parse(before) - (place + 1) * 3_600_000).toISOString(),
    data: { model: `model-${place % 3}`, region: place % 4 === 0 ? "us" : "eu", tokens: 40 },
  }));

/**
 * A customer with a plan, an add-on, credits and a card, who comes close to a quota; one invoice is paid, one is open. The clock, which
 * must stand before 2026, is then at noon of February 16.
 */
export async function liveThroughPortal({ api, moveTo }: Pick<RunningFlorin, "api" | "moveTo">) {
  const send = async (method: string, path: string, body: unknown, key = ""): Promise<unknown> => {
    const headers: Record<string, string> = key === "" ? {} : { "idempotency-key": key };
    const answer = await api.ask(method, path, { body, headers });
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.json;
  };
  await send("POST", "/v1/models", accessModel);
  await moveTo("2026-01-01T00:00:00Z");
  await send("POST", "/v1/customers", { id: "c-1", name: "Alder & Sons" });
  const start = "2026-01-01";
  const terms = { customer: "c-1", cadence: "monthly", start };
  await send("POST", "/v1/subscriptions", { id: "s-1", plan: "team", ...terms });
  await send("POST", "/v1/subscriptions", { id: "a-1", addon: "directory", of: "s-1", ...terms });
  await moveTo("2026-01-20T00:00:00Z");
  await send("POST", "/v1/events", callsBefore(47, "2026-01-20T00:00:00Z"));
  await send("PUT", "/v1/payment-providers/sandbox", { keys: { webhook: "a test key" } });
  await send("POST", "/v1/customers/c-1/payment-methods", {
    provider: "sandbox",
    reference: "sandbox-succeeds",
  });
  const { items } = (await send("GET", "/v1/invoices?customer=c-1", undefined)) as {
    readonly items: readonly { readonly id: string }[];
  };
  await send("POST", `/v1/invoices/${items[0]?.id}/charge`, {}, "charge-1");
  await moveTo("2026-02-16T12:00:00Z");
  await send("POST", "/v1/events", callsBefore(58, "2026-02-16T12:00:00Z"));
  await send("POST", "/v1/credit-grants", {
    id: "g-1",
    customer: "c-1",
    amount: "25 USD",
    kind: "goodwill",
    date: "2026-02-16",
    expires: "2026-12-31",
    reason: "the trouble of January",
  });
}
