import { expect, it } from "vitest";
import { eventTimeFault } from "./event-time.ts";
import { dawn, event } from "./usage-event.fixture.ts";

const bounds = { now: dawn, futureToleranceMs: 300_000 };

it("accepts an event up to the tolerance ahead, and any late one", () => {
  expect(eventTimeFault(event({}, { at: 300_000 }), bounds)).toBeUndefined();
  expect(eventTimeFault(event({}, { at: -1e10 }), bounds)).toBeUndefined();
});

it("refuses one further ahead", () => {
  expect(eventTimeFault(event({}, { at: 300_001 }), bounds)).toMatchObject({
    code: "event-in-future",
    path: "/time",
    value: "2026-01-01T00:05:00.001Z",
  });
});

it("refuses one before counting began", () => {
  const since = { ...bounds, notBefore: dawn - 10 };
  expect(eventTimeFault(event({}, { at: -10 }), since)).toBeUndefined();
  expect(eventTimeFault(event({}, { at: -11 }), since)).toMatchObject({ code: "event-too-early" });
});
