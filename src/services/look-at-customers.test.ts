import { expect, test } from "vitest";
import type { Tx } from "../store/tenant.ts";
import { type CustomerLook, lookAtCustomers, lookAtTenants } from "./look-at-customers.ts";

/** A look that fails at some customers, over a database that keeps which pages it looked at and whom it noted. */
function scene(failing: readonly string[], { notes = true } = {}) {
  const pages: string[] = [];
  const noted: unknown[] = [];
  const tx: Tx = {
    tenant: "t",
    rows: async () => [],
    run: async (statement, values = []) => {
      if (!String(statement).startsWith("insert")) return 0;
      if (!notes) throw new Error("the database is gone");
      noted.push(values.slice(1, 3));
      return 1;
    },
  };
  const look: CustomerLook = {
    store: { withTenant: (_, work) => work(tx) },
    tenant: "t",
    kind: "alerts",
    now: 60_000,
    atOnce: 2,
    at: async (_, customers, since) => {
      pages.push(`${since}: ${customers.join(" ")}`);
      const failed = customers.find((customer) => failing.includes(customer));
      if (failed !== undefined) throw new Error(failed);
      return customers.length;
    },
  };
  return { look, pages, noted };
}

const since = (at: number, ...customers: readonly string[]) =>
  customers.map((customer) => ({ customer, since: at }));

test("a page is of those who were looked at up to the same instant, and one that fails is gone through one by one", async () => {
  const { look, pages, noted } = scene(["b"]);
  const looked = await lookAtCustomers(look, [...since(0, "z"), ...since(1_000, "a", "b", "c")]);
  expect(looked).toEqual({ found: 3, failures: [new Error("b")] });
  expect(pages).toEqual(["0: z", "1000: a b", "1000: a", "1000: b", "1000: c"]);
  expect(noted).toEqual([["b", "1970-01-01T00:00:01Z"]]);
});

test("a database that fails ends the look of a tenant at once, and every other tenant is looked at", async () => {
  const { look, pages } = scene(["a"], { notes: false });
  const looked: string[] = [];
  const failing = () => lookAtCustomers(look, since(0, "a", "b", "c"));
  const others = async (tenant: string) => {
    looked.push(tenant);
    return { found: 1, failures: [] };
  };
  await expect(lookAtTenants(["t-1", "t-2"], [failing, others])).rejects.toThrow("2 looks failed");
  expect(pages).toEqual(["0: a b", "0: a", "0: a b", "0: a"]);
  expect(looked).toEqual(["t-1", "t-2"]);
});

test("a look ends with the server, between two pages", async () => {
  const { look, pages } = scene([]);
  const server = new AbortController();
  const at: CustomerLook["at"] = async (...asked) => {
    server.abort(new Error("the server ends"));
    return look.at(...asked);
  };
  const looking = lookAtCustomers({ ...look, at, ending: server.signal }, since(0, "a", "b", "c"));
  await expect(looking).rejects.toThrow("the server ends");
  expect(pages).toEqual(["0: a b"]);
});
