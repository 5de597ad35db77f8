import { HTTPError, OpenMeter } from "@openmeter/sdk";
import { beforeAll, expect, it } from "vitest";
import type { ClientServer } from "./client-server.ts";

const event = (id: string, operations: number, more: object = {}) => ({
  id,
  type: "inference",
  source: "openmeter-test",
  subject: "c-1",
  time: new Date("2026-01-05T10:00:00Z"),
  data: { operations },
  ...more,
});
const january = {
  from: new Date("2026-01-01T00:00:00Z"),
  to: new Date("2026-02-01T00:00:00Z"),
};

/** What the SDK throws. */
async function refusal(asked: Promise<unknown>): Promise<HTTPError> {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(HTTPError);
  return thrown as HTTPError;
}

/** What `@openmeter/sdk` may do. */
export function openMeterClient(running: () => ClientServer): void {
  let server: ClientServer;
  let openmeter: OpenMeter;
  beforeAll(() => {
    server = running();
    openmeter = new OpenMeter({ baseUrl: server.origin, apiKey: server.apiKey });
  });
  const total = async (subject: string[]): Promise<number | undefined> =>
    (await openmeter.meters.query("operations", { subject, ...january }))?.data[0]?.value;

  it("ingests one event and several, each once, and reads them back", async () => {
    expect(await openmeter.events.ingest(event("om-1", 30))).toBeUndefined();
    await openmeter.events.ingest([event("om-2", 12), event("om-3", 8, { subject: "c-2" })]);
    await openmeter.events.ingest([event("om-1", 30), event("om-2", 12)]);
    expect(await total(["c-1"])).toBe(42);
    expect(await total(["c-1", "c-2"])).toBe(50);
    expect(await total(["c-nobody"])).toBeUndefined();
  });

  it("gives an event an id of its own where it has none", async () => {
    const { id: _, source: __, ...bare } = event("", 1, { subject: "c-3" });
    await openmeter.events.ingest([bare, bare]);
    expect(await total(["c-3"])).toBe(2);
  });

  it("stores nothing of a batch of which an event breaks a rule, or has another's id", async () => {
    const broken = await refusal(
      openmeter.events.ingest([event("om-4", 100), event("om-5", 1, { type: "" })]),
    );
    expect([broken.status, broken.getField("code")]).toEqual([400, "invalid-request"]);
    expect(broken.getField("errors")).toMatchObject([{ code: "invalid-id", path: "/1/type" }]);
    const unnamed = await refusal(
      openmeter.events.ingest([event("om-4", 100), event("om-5", 1, { subject: undefined })]),
    );
    expect(unnamed.getField("errors")).toMatchObject([{ path: "/1/subject" }]);
    const taken = await refusal(openmeter.events.ingest([event("om-4", 100), event("om-1", 31)]));
    expect([taken.status, taken.getField("code")]).toEqual([409, "event-conflict"]);
    const ahead = { time: new Date("2026-03-05T10:00:00Z") };
    const future = await refusal(openmeter.events.ingest(event("om-6", 100, ahead)));
    expect(future.getField("errors")).toMatchObject([{ code: "event-in-future" }]);
    expect(await total(["c-1"])).toBe(42);
  });

  it("reads meters by window and by subject", async () => {
    const next = { time: new Date("2026-01-06T11:00:00Z"), subject: "c-4" };
    await openmeter.events.ingest([event("om-7", 5, { subject: "c-4" }), event("om-8", 7, next)]);
    const days = await openmeter.meters.query("operations", {
      subject: ["c-4"],
      windowSize: "DAY",
      ...january,
    });
    expect(days?.windowSize).toBe("DAY");
    expect(days?.data).toEqual([
      {
        value: 5,
        windowStart: new Date("2026-01-05T00:00:00Z"),
        windowEnd: new Date("2026-01-06T00:00:00Z"),
        subject: null,
        groupBy: {},
      },
      {
        value: 7,
        windowStart: new Date("2026-01-06T00:00:00Z"),
        windowEnd: new Date("2026-01-07T00:00:00Z"),
        subject: null,
        groupBy: {},
      },
    ]);
    const grouped = await openmeter.meters.queryPost("operations", {
      groupBy: ["subject"],
      ...january,
    });
    expect(grouped).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ subject: "c-2", value: 8 }),
        expect.objectContaining({ subject: "c-4", value: 12 }),
      ]),
    });
    const everSince = await openmeter.meters.query("operations", { subject: ["c-4"] });
    expect(everSince?.data.map(({ value }) => value)).toEqual([12]);
  });

  it("lists the meters of the model", async () => {
    const meters = await openmeter.meters.list();
    expect(meters?.find(({ slug }) => slug === "operations")).toMatchObject({
      aggregation: "SUM",
      eventType: "inference",
      valueProperty: "$.operations",
      groupBy: {},
      createdAt: expect.any(Date),
    });
    expect(await openmeter.meters.get("nodes")).toMatchObject({
      slug: "nodes",
      aggregation: "MAX",
    });
  });

  it("refuses what is not answered here, and names what there is not", async () => {
    const group = { groupBy: ["model"], ...january };
    expect((await refusal(openmeter.meters.query("operations", group))).status).toBe(400);
    const minutes = { windowSize: "MINUTE" as const, ...january };
    expect((await refusal(openmeter.meters.query("operations", minutes))).status).toBe(400);
    const none = await refusal(openmeter.meters.query("nothing", january));
    expect([none.status, none.getField("code")]).toEqual([404, "not-found"]);
    const stranger = new OpenMeter({ baseUrl: server.origin, apiKey: "no-key" });
    const refused = await refusal(stranger.events.ingest(event("om-9", 1)));
    expect([refused.status, refused.title]).toEqual([401, "A valid API key is needed"]);
  });
}
