import { expect, it } from "vitest";
import type { Usage } from "../api/usage.ts";
import { droppedNote } from "./dropped-note.tsx";

const usage: Usage = {
  meter: "users",
  unit: "user",
  customer: null,
  timeZone: "UTC",
  windows: [],
  total: "5",
  events: 5,
};

it("says which events are gone, and what is not known of them", () => {
  expect(droppedNote(usage)).toBeUndefined();
  const dropped = { months: ["2025-01", "2025-02"], unknown: [] };
  expect(droppedNote({ ...usage, dropped })).toBe(
    "The events of January 2025 to February 2025 are gone; what is shown of that time was kept when they went.",
  );
  const unknown = [{ from: "2025-01-01T00:00:00Z", to: "2025-01-01T12:00:00Z" }];
  const some = { ...usage, total: null, dropped: { months: ["2025-01"], unknown } };
  expect(droppedNote(some)).toBe(
    "The events of January 2025 are gone; what is shown of that time was kept when they went. Of 1\u00a0bar nothing is known, so none is drawn. What it comes to over all of this time is not known.",
  );
});
