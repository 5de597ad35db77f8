import { describe, expect, it } from "vitest";
import {
  moment,
  narrowed,
  oneOf,
  parseSearch,
  present,
  stringifySearch,
  text,
} from "./search-parameters.ts";

describe("stringifySearch", () => {
  it("leaves out what is not set", () => {
    expect(stringifySearch({ month: "2026-01", status: undefined, q: "" })).toBe("?month=2026-01");
    expect(stringifySearch({ q: "" })).toBe("");
  });

  it("is read back as it was written, numbers as text", () => {
    const search = { q: "Müller & Söhne", customer: "42" };
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });
});

describe("reading a parameter", () => {
  it("takes only words of the choice", () => {
    expect(oneOf({ window: "hour" }, "window", ["hour", "day"])).toBe("hour");
    expect(oneOf({ window: "decade" }, "window", ["hour", "day"])).toBeUndefined();
  });

  it("takes days and instants, and nothing that no calendar has", () => {
    expect(moment({ from: "2026-03-01" }, "from")).toBe("2026-03-01");
    expect(moment({ from: "2026-03-01T23:00:00Z" }, "from")).toBe("2026-03-01T23:00:00Z");
    expect(moment({ from: "2026-13-01" }, "from")).toBeUndefined();
    expect(moment({ from: "yesterday" }, "from")).toBeUndefined();
  });

  it("takes no empty text", () => {
    expect(text({ q: "" }, "q")).toBeUndefined();
    expect(present({ q: undefined, segment: "Growth" })).toEqual({ segment: "Growth" });
  });
});

it("narrows a filter by what is given, and no more by what is empty", () => {
  const filter: { q?: string; month?: string | undefined; customer?: string } = {
    q: "Alder",
    month: "2026-01",
  };
  expect(narrowed(filter, { q: "", customer: "c-1" })).toEqual({
    month: "2026-01",
    customer: "c-1",
  });
  expect(narrowed(filter, { month: undefined })).toEqual({ q: "Alder" });
});
