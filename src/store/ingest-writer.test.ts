import { describe, expect, it } from "vitest";
import type { EventVerdict } from "../metering/dedup.ts";
import type { UsageEvent } from "../metering/usage-event.ts";
import { createIngestWriter } from "./ingest-writer.ts";
import { operationsEvent } from "./stored-events.fixture.ts";

interface Write {
  readonly tenant: string;
  readonly ids: readonly string[];
  readonly finish: (error?: Error) => void;
}

/** A store whose writes end when the test says so. */
function heldStore() {
  const writes: Write[] = [];
  const append = (tenant: string, events: readonly UsageEvent[]) =>
    new Promise<readonly EventVerdict[]>((resolve, reject) => {
      writes.push({
        tenant,
        ids: events.map(({ id }) => id),
        finish: (error) => {
          if (error === undefined) resolve(events.map(() => "accepted"));
          else reject(error);
        },
      });
    });
  return { writes, append };
}

const turn = (): Promise<void> =>
  new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
const batch = (...ids: readonly string[]) => ids.map((id) => operationsEvent(id));

describe("createIngestWriter", () => {
  it("writes what came in together as one batch, and what comes in meanwhile as the next", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 1 });
    const first = [writer.append("acme", batch("1")), writer.append("acme", batch("2", "3"))];
    await turn();
    expect(writes.map(({ ids }) => ids)).toEqual([["1", "2", "3"]]);
    const second = [writer.append("acme", batch("4")), writer.append("acme", batch("5"))];
    await turn();
    expect(writes).toHaveLength(1);
    writes[0]?.finish();
    expect(await Promise.all(first)).toEqual([["accepted"], ["accepted", "accepted"]]);
    await turn();
    expect(writes[1]?.ids).toEqual(["4", "5"]);
    expect(writer.pending).toBe(2);
    writes[1]?.finish();
    expect(await Promise.all(second)).toEqual([["accepted"], ["accepted"]]);
    await turn();
    expect(writer.pending).toBe(0);
  });

  it("fills as many lanes as it has", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 2, batchMax: 2 });
    for (const id of ["1", "2", "3", "4", "5"]) void writer.append("acme", batch(id));
    await turn();
    expect(writes.map(({ ids }) => ids)).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
  });

  it("lets a few wait for their tenant's open write, but neither another tenant nor many", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 3, batchMin: 3 });
    const calls = [writer.append("acme", batch("1"))];
    await turn();
    calls.push(writer.append("acme", batch("2")), writer.append("zeta", batch("z")));
    await turn();
    expect(writes.map(({ ids }) => ids)).toEqual([["1"], ["z"]]);
    calls.push(writer.append("acme", batch("3", "4")));
    await turn();
    expect(writes[2]?.ids).toEqual(["2", "3", "4"]);
    for (const { finish } of writes) finish();
    expect((await Promise.all(calls)).flat()).toHaveLength(5);
    expect(writer.pending).toBe(0);
  });

  it("gives the database its next batch before it answers the one before", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 1 });
    const first = writer.append("acme", batch("1")).then(() => writes.length);
    await turn();
    const second = writer.append("acme", batch("2"));
    writes[0]?.finish();
    expect(await first).toBe(2);
    writes[1]?.finish();
    expect(await second).toEqual(["accepted"]);
  });

  it("lets tenants take turns", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 1, batchMax: 2 });
    for (let index = 0; index < 6; index += 1) void writer.append("flood", batch(`f${index}`));
    void writer.append("trickle", batch("t"));
    for (let done = 0; done < 4; done += 1) {
      await turn();
      writes[done]?.finish();
    }
    expect(writes.map(({ tenant }) => tenant)).toEqual(["flood", "trickle", "flood", "flood"]);
  });

  it("turns callers away, at once and whole, when too much is waiting", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 1, queueMax: 3 });
    const kept = writer.append("acme", batch("1", "2"));
    expect(await writer.append("acme", batch("3", "4"))).toBe("overloaded");
    const fits = writer.append("acme", batch("5"));
    await turn();
    expect(writes[0]?.ids).toEqual(["1", "2", "5"]);
    writes[0]?.finish();
    expect([await kept, await fits]).toEqual([["accepted", "accepted"], ["accepted"]]);
  });

  it("takes a call larger than the queue when nothing is waiting", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { queueMax: 1 });
    const large = writer.append("acme", batch("1", "2", "3"));
    await turn();
    writes[0]?.finish();
    expect(await large).toHaveLength(3);
  });

  it("fails only the call whose rows the database refuses", async () => {
    const refused = Object.assign(new Error("invalid byte sequence"), { code: "22021" });
    const append = async (_: string, events: readonly UsageEvent[]): Promise<EventVerdict[]> => {
      if (events.some(({ id }) => id === "poison")) throw refused;
      return events.map(() => "accepted");
    };
    const writer = createIngestWriter(append);
    const calls = ["1", "2", "poison", "3", "4", "5"].map((id) =>
      writer.append("acme", batch(id, `${id}b`)),
    );
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
      "fulfilled",
    ]);
    expect(settled[2]).toMatchObject({ reason: refused });
  });

  it("fails the batch when the database is away, without asking it again for each call", async () => {
    let asked = 0;
    const writer = createIngestWriter(async () => {
      asked += 1;
      throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    });
    const settled = await Promise.allSettled(
      ["1", "2", "3"].map((id) => writer.append("acme", batch(id))),
    );
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(asked).toBe(1);
    expect(writer.pending).toBe(0);
  });

  it("writes what is waiting before it closes, and takes no more", async () => {
    const { writes, append } = heldStore();
    const writer = createIngestWriter(append, { lanes: 1, batchMax: 1 });
    const calls = [writer.append("acme", batch("1")), writer.append("acme", batch("2"))];
    const closed = writer.close();
    await expect(writer.append("acme", batch("3"))).rejects.toThrow(/closing/);
    await turn();
    writes[0]?.finish();
    await turn();
    writes[1]?.finish();
    await Promise.all([...calls, closed]);
    expect(writes.map(({ ids }) => ids)).toEqual([["1"], ["2"]]);
    await writer.close();
  });

  it("answers an empty call with nothing", async () => {
    const writer = createIngestWriter(async () => []);
    expect(await writer.append("acme", [])).toEqual([]);
  });
});
