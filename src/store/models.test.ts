import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordFact } from "./account-facts.ts";
import { anythingSold, holdModelsToPublish, holdModelsToSell } from "./models.ts";
import { type TestDatabase, testDatabase } from "./test-database.fixture.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe("who publishes a model", () => {
  it("waits for the sales under way, and then knows of them; another tenant waits for nobody", async () => {
    const order: string[] = [];
    let finish = (): void => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const sale = database.store.withTenant("acme", async (tx) => {
      await holdModelsToSell(tx);
      begin();
      await finished;
      await recordFact(tx, {
        kind: "sale",
        id: "w-1",
        customer: "c-1",
        product: "tuning",
        startsAt: 0,
        endsAt: null,
        fact: "{}",
        recordedAt: 0,
      });
      order.push("sold");
    });
    await begun;
    const publishing = (tenant: string) =>
      database.store.withTenant(tenant, async (tx) => {
        await holdModelsToPublish(tx);
        order.push(`${tenant} published`);
        return anythingSold(tx);
      });
    const published = publishing("acme");
    expect(await publishing("zeta")).toBe(false);
    finish();
    expect(await published).toBe(true);
    await sale;
    expect(order).toEqual(["zeta published", "sold", "acme published"]);
  });
});
