import { expect, test } from "vitest";
import { createEventBatches, type UsageEvent } from "./event-batches.ts";
import { FlorinProblem } from "./server-call.ts";

const event = (id: string): UsageEvent => ({
  id,
  type: "call",
  customer: "c-1",
  time: "2026-01-10T00:00:00Z",
});

function sending(failures: readonly Error[]) {
  const left = [...failures];
  const sent: string[][] = [];
  const pauses: number[] = [];
  const batches = createEventBatches({
    batchMax: 3,
    queueMax: 5,
    pause: async (ms) => {
      pauses.push(ms);
    },
    send: async (events) => {
      sent.push(events.map(({ id }) => id));
      const failure = left.shift();
      if (failure !== undefined) throw failure;
      return events.map(({ id }) => ({ id, status: "accepted" as const }));
    },
  });
  return { batches, sent, pauses };
}

test("what comes in together is sent together, in order", async () => {
  const { batches, sent } = sending([]);
  const answers = await Promise.all(["1", "2", "3", "4"].map((id) => batches.record(event(id))));
  expect(answers.map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
  expect(sent).toEqual([["1", "2", "3"], ["4"]]);
});

test("a server that is away or busy is asked again, as it says", async () => {
  const busy = new FlorinProblem(429, "overloaded", "too much", 2);
  const { batches, sent, pauses } = sending([new Error("away"), busy]);
  expect(await batches.record(event("1"))).toEqual({ id: "1", status: "accepted" });
  expect(sent).toEqual([["1"], ["1"], ["1"]]);
  expect(pauses).toEqual([200, 2_000]);
});

test("what the server refuses is rejected, and the next goes on", async () => {
  const refused = new FlorinProblem(403, "forbidden", "no", undefined);
  const { batches } = sending([refused]);
  await expect(batches.record(event("1"))).rejects.toBe(refused);
  expect(await batches.record(event("2"))).toEqual({ id: "2", status: "accepted" });
});

test("more than may wait is turned away, and a flush waits for the rest", async () => {
  const { batches, sent } = sending([]);
  const recorded = Array.from({ length: 5 }, (_, at) => batches.record(event(`${at}`)));
  await expect(batches.record(event("6"))).rejects.toMatchObject({ code: "overloaded" });
  await batches.flush();
  expect(sent.flat()).toHaveLength(5);
  await Promise.all(recorded);
});
