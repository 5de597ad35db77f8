import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectOk } from "../../fault/fault.ts";
import { DAY_MS, MINUTE_MS } from "../../time/instant.ts";
import { attemptsMax, retryDelaysMs } from "../../webhook/retry-schedule.ts";
import { type Dispatcher, keptForMs, leaseMs, roomFor } from "./dispatcher.ts";
import { disableAfterMs } from "./finish-attempt.ts";
import { tellEvents } from "./tell-events.ts";
import {
  broken,
  receiver,
  taken,
  type WebhookScene,
  webhookScene,
} from "./webhook-scene.fixture.ts";

let scene: WebhookScene;
beforeAll(async () => {
  scene = await webhookScene();
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
  for (const tenant of ["acme", "zeta"])
    for (const { id } of await scene.desk.endpoints(tenant)) await scene.desk.remove(tenant, id);
  await scene.database.admin.query("truncate webhook_events");
  scene.disabled.length = 0;
});

/** Rounds until nothing is due any more. */
async function worked(...processes: readonly Dispatcher[]): Promise<void> {
  for (;;) {
    const begun = await Promise.all(processes.map((one) => one.round()));
    await Promise.all(processes.map((one) => one.settled()));
    if (begun.every((lanes) => lanes === 0)) return;
  }
}

const numbers = (heard: readonly string[], customer: string): readonly number[] =>
  heard.filter((one) => one.startsWith(`${customer} `)).map((one) => Number(one.split(" ")[1]));

const isSorted = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));

describe("sending", () => {
  it("sends nothing, and keeps nothing, where nobody is told", async () => {
    await scene.happened("acme", "c-1");
    const { rows } = await scene.database.admin.query("select from webhook_events");
    expect(rows).toEqual([]);
  });

  it("keeps nothing of what was rolled back", async () => {
    await scene.endpoint("acme");
    const undone = scene.database.store.withTenant("acme", async (tx) => {
      const data = { customer: "c-1", reason: "undone" };
      await tellEvents(tx, [{ type: "account.parked", key: "x", account: "c-1", at: 0, data }]);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const { heard, send } = receiver();
    await worked(scene.process(send));
    expect(heard).toEqual([]);
  });

  it("sends each event once, in the order of its account, over several processes at once", async () => {
    await scene.endpoint("acme");
    const customers = ["c-1", "c-2", "c-3", "c-4", "c-5"];
    for (let round = 0; round < 10; round += 1) await scene.happened("acme", ...customers);
    const { heard, messages, send } = receiver();
    await worked(scene.process(send), scene.process(send));
    expect(heard).toHaveLength(50);
    expect(new Set(messages.map(({ headers }) => headers["webhook-id"])).size).toBe(50);
    for (const customer of customers) expect(isSorted(numbers(heard, customer))).toBe(true);
  });

  it("holds back what comes after a failed event of the same account, and nothing else", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1", "c-1", "c-2");
    let works = false;
    const { heard, send } = receiver(({ customer }) =>
      customer === "c-2" || works ? taken : broken,
    );
    const process = scene.process(send);
    await worked(process);
    expect(heard).toHaveLength(1);
    works = true;
    scene.clock.now += (retryDelaysMs[0] ?? 0) - 1;
    await worked(process);
    expect(heard).toHaveLength(1);
    scene.clock.now += 1;
    await worked(process);
    expect(numbers(heard, "c-1")).toHaveLength(2);
    expect(isSorted(numbers(heard, "c-1"))).toBe(true);
  });

  it("gives an event up after its last attempt, and goes on with the next of the account", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1", "c-2", "c-1");
    const first = new Set<string>();
    const { heard, messages, send } = receiver(({ customer }, { headers }) => {
      const id = headers["webhook-id"] ?? "";
      if (customer === "c-1" && first.size === 0) first.add(id);
      return first.has(id) ? broken : taken;
    });
    const process = scene.process(send);
    await worked(process);
    for (const delay of retryDelaysMs) {
      expect(numbers(heard, "c-1")).toEqual([]);
      scene.clock.now += delay;
      await worked(process);
    }
    expect(numbers(heard, "c-1")).toHaveLength(1);
    expect(messages).toHaveLength(attemptsMax + 2);
    const failed = await scene.desk.deliveries("acme", { limit: 10, state: "failed" });
    expect(failed.items).toMatchObject([{ attempts: attemptsMax, nextAt: null, account: "c-1" }]);
    const detail = expectOk(await scene.desk.delivery("acme", failed.items[0]?.id ?? ""));
    expect(detail.tried.map(({ number }) => number)).toHaveLength(attemptsMax);
    expect(detail.tried[0]).toMatchObject({ status: 500, outcome: "refused", detail: "broken" });
  });

  it("waits for as long as a receiver asks", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    const { messages, send } = receiver(() => ({ ...broken, status: 429, retryAfterMs: 600_000 }));
    const process = scene.process(send);
    await worked(process);
    scene.clock.now += 600_000 - 1;
    await worked(process);
    expect(messages).toHaveLength(1);
    scene.clock.now += 1;
    await worked(process);
    expect(messages).toHaveLength(2);
  });

  it("sends again under the same id what a process took and died with, and not before its lease is over", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1", "c-1");
    const dying = receiver(() => new Promise(() => {}));
    await scene.process(dying.send).round();
    const { heard, messages, send } = receiver();
    const other = scene.process(send);
    await worked(other);
    expect(messages).toEqual([]);
    scene.clock.now += leaseMs;
    await worked(other);
    expect(heard).toHaveLength(2);
    expect(messages[0]?.headers["webhook-id"]).toBe(dying.messages[0]?.headers["webhook-id"]);
    expect(messages[0]?.body).toBe(dying.messages[0]?.body);
  });

  it("keeps the attempt, and changes nothing else, of a process that answers after its lease", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    let answer = (_: typeof taken): void => {};
    const slow = receiver(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const sleeper = scene.process(slow.send);
    await sleeper.round();
    scene.clock.now += leaseMs;
    const { send } = receiver();
    await worked(scene.process(send));
    answer(broken);
    await sleeper.settled();
    const [delivery] = (await scene.desk.deliveries("acme", { limit: 1 })).items;
    expect(delivery).toMatchObject({ state: "delivered", attempts: 2 });
  });

  it("lets no endpoint that hangs take the room of another, or of another tenant", async () => {
    await scene.endpoint("acme", "https://hangs.example");
    await scene.endpoint("acme", "https://works.example");
    await scene.endpoint("zeta", "https://works.example");
    const customers = Array.from({ length: 40 }, (_, place) => `c-${place}`);
    await scene.happened("acme", ...customers);
    await scene.happened("zeta", ...customers);
    const { heard, messages, send } = receiver((_, { url }) =>
      url.includes("hangs") ? new Promise(() => {}) : taken,
    );
    const process = scene.process(send);
    for (let round = 0; round < 40; round += 1) {
      await process.round();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const hanging = messages.filter(({ url }) => url.includes("hangs"));
    expect(hanging).toHaveLength(roomFor.endpoint);
    const heardAfterARound = async (): Promise<number> => {
      await process.round();
      return heard.length;
    };
    await expect.poll(heardAfterARound).toBe(80);
  });
});

describe("an endpoint that fails", () => {
  it("is disabled after days in which nothing got through, and sent what waited once it is enabled", async () => {
    const { id } = await scene.endpoint("acme");
    let works = false;
    const { heard, send } = receiver(() => (works ? taken : broken));
    const process = scene.process(send);
    const begun = scene.clock.now;
    while (scene.disabled.length === 0) {
      await scene.happened("acme", "c-1");
      await worked(process);
      scene.clock.now += 12 * 60 * MINUTE_MS;
    }
    expect(scene.clock.now - begun).toBeGreaterThanOrEqual(disableAfterMs);
    expect(scene.disabled).toEqual(["acme: nothing was taken for 5 days"]);
    expect(expectOk(await scene.desk.endpoint("acme", id))).toMatchObject({ enabled: false });
    scene.clock.now += DAY_MS;
    works = true;
    await worked(process);
    expect(heard).toEqual([]);
    expect(await scene.desk.test("acme", id)).toMatchObject({
      ok: false,
      faults: [{ code: "endpoint-disabled" }],
    });
    expectOk(await scene.desk.enable("acme", id, true));
    await worked(process);
    expect(heard.length).toBeGreaterThan(5);
    expect(isSorted(numbers(heard, "c-1"))).toBe(true);
  });

  it("is disabled at once by 410 Gone", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    const { send } = receiver(() => ({ ...broken, status: 410 }));
    await worked(scene.process(send));
    expect(scene.disabled).toEqual(["acme: it answered 410 Gone"]);
  });
});

describe("sending again", () => {
  it("sends one event again under its id, behind what waits for the account", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    const { messages, send } = receiver();
    const process = scene.process(send);
    await worked(process);
    const [first] = (await scene.desk.deliveries("acme", { limit: 1 })).items;
    const again = expectOk(await scene.desk.replay("acme", first?.id ?? ""));
    expect(again).toMatchObject({ replayed: true, state: "waiting", event: first?.event });
    expect(await scene.desk.replay("acme", again.id)).toMatchObject({
      faults: [{ code: "delivery-waiting" }],
    });
    await worked(process);
    expect(messages.map(({ headers }) => headers["webhook-id"])).toEqual([
      first?.event,
      first?.event,
    ]);
  });

  it("sends what an endpoint missed, or all of a time, in order", async () => {
    await scene.endpoint("acme", "https://other.example");
    await scene.happened("acme", "c-1", "c-1");
    const { heard, messages, send } = receiver();
    const process = scene.process(send);
    await worked(process);
    const { id } = await scene.endpoint("acme", "https://late.example");
    await scene.happened("acme", "c-1");
    await worked(process);
    const before = messages.length;
    const all = { from: 0, missedOnly: true, events: [] };
    const few = { ...all, events: ["invoice.*", "payment.failed"] };
    expect(expectOk(await scene.desk.replayRange("acme", id, few))).toEqual({ deliveries: 0 });
    const unknown = { ...all, events: ["invoice.*", "invoice.lost"] };
    expect(await scene.desk.replayRange("acme", id, unknown)).toMatchObject({
      faults: [{ code: "unknown-event-type", path: "/events/1" }],
    });
    expect(expectOk(await scene.desk.replayRange("acme", id, all))).toEqual({ deliveries: 2 });
    expect(expectOk(await scene.desk.replayRange("acme", id, all))).toEqual({ deliveries: 0 });
    await worked(process);
    expect(messages.slice(before).map(({ url }) => url)).toEqual([
      "https://late.example",
      "https://late.example",
    ]);
    expect(isSorted(numbers(heard.slice(before), "c-1"))).toBe(true);
    const again = { from: 0, missedOnly: false, events: ["customer.*", "account.*"] };
    expect(expectOk(await scene.desk.replayRange("acme", id, again))).toEqual({ deliveries: 3 });
  });

  it("tries an endpoint out though others of its events wait", async () => {
    const { id } = await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    const { messages, send } = receiver((_, { body }) =>
      body.includes("webhook.test") ? taken : broken,
    );
    const process = scene.process(send);
    await worked(process);
    const test = expectOk(await scene.desk.test("acme", id));
    expect(test).toMatchObject({ type: "webhook.test", account: null });
    await worked(process);
    expect(JSON.parse(messages.at(-1)?.body ?? "")).toMatchObject({
      type: "webhook.test",
      account: null,
    });
    expect(expectOk(await scene.desk.delivery("acme", test.id))).toMatchObject({
      state: "delivered",
    });
  });

  it("forgets what is older than thirty days, and no delivery that waits", async () => {
    await scene.endpoint("acme");
    await scene.happened("acme", "c-1", "c-2");
    const { send } = receiver(({ customer }) => (customer === "c-1" ? taken : broken));
    await worked(scene.process(send));
    scene.clock.now += keptForMs + DAY_MS;
    await scene.process(receiver(() => broken).send).round();
    const left = await scene.desk.deliveries("acme", { limit: 10 });
    expect(left.items.map(({ account }) => account)).toEqual(["c-2"]);
    const { rows } = await scene.database.admin.query("select account from webhook_events");
    expect(rows).toEqual([{ account: "c-2" }]);
    scene.clock.now = Date.now();
  });
});

describe("the desk", () => {
  it("shows no tenant what is another's", async () => {
    const { id } = await scene.endpoint("acme");
    await scene.happened("acme", "c-1");
    await worked(scene.process(receiver().send));
    const [delivery] = (await scene.desk.deliveries("acme", { limit: 1 })).items;
    expect(await scene.desk.endpoints("zeta")).toEqual([]);
    expect((await scene.desk.deliveries("zeta", { limit: 1 })).items).toEqual([]);
    for (const asked of [
      scene.desk.endpoint("zeta", id),
      scene.desk.rotate("zeta", id),
      scene.desk.remove("zeta", id),
      scene.desk.test("zeta", id),
      scene.desk.delivery("zeta", delivery?.id ?? ""),
      scene.desk.replay("zeta", delivery?.id ?? ""),
    ])
      expect(await asked).toMatchObject({ ok: false, faults: [{ code: "not-found" }] });
  });

  it("signs with both secrets for a day after a rotation, and keeps neither readable", async () => {
    const { id, secret } = await scene.endpoint("acme");
    const rotated = expectOk(await scene.desk.rotate("acme", id));
    expect(rotated.secret).not.toBe(secret);
    const { messages, send } = receiver();
    const process = scene.process(send);
    await scene.happened("acme", "c-1");
    await worked(process);
    scene.clock.now += DAY_MS;
    await scene.happened("acme", "c-1");
    await worked(process);
    const signatures = messages.map(({ headers }) => headers["webhook-signature"]?.split(" "));
    expect(signatures.map((parts) => parts?.length)).toEqual([2, 1]);
    const { rows } = await scene.database.admin.query(
      "select secret, previous_secret from webhook_endpoints",
    );
    for (const kept of [secret, rotated.secret])
      expect(JSON.stringify(rows)).not.toContain(kept.slice(6, 30));
  });

  it("refuses what cannot be sent to", async () => {
    const codes = async (url: string, events?: readonly string[]) => {
      const added = await scene.desk.add("acme", {
        url,
        ...(events === undefined ? {} : { events }),
      });
      return added.ok ? [] : added.faults.map(({ code, path }) => `${code} ${path}`);
    };
    expect(await codes("nowhere")).toEqual(["invalid-url /url"]);
    expect(await codes("ftp://example.com")).toEqual(["invalid-url /url"]);
    expect(await codes("https://me:secret@example.com")).toEqual(["invalid-url /url"]);
    expect(await codes("https://10.0.0.1/")).toEqual(["address-refused /url"]);
    expect(await codes("https://0x0a000001/")).toEqual(["address-refused /url"]);
    expect(await codes("https://[::ffff:10.0.0.1]/")).toEqual(["address-refused /url"]);
    expect(await codes("https://example.com", ["invoice.*", "invoice.payed"])).toEqual([
      "unknown-event-type /events/1",
    ]);
  });
});
