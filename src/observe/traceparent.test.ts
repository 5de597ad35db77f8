import { describe, expect, it } from "vitest";
import { readTraceParent, writeTraceParent } from "./traceparent.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

describe("traceparent", () => {
  it("is read and written as W3C has it", () => {
    for (const sampled of [true, false]) {
      const parent = { traceId, spanId, sampled };
      expect(readTraceParent(writeTraceParent(parent))).toEqual(parent);
    }
    expect(readTraceParent(`cc-${traceId}-${spanId}-03-what-is-new`)).toMatchObject({
      sampled: true,
    });
  });

  it.each([
    undefined,
    "",
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${"0".repeat(32)}-${spanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId}-${spanId}-0g`,
  ])("is passed over where it is none: %s", (header) => {
    expect(readTraceParent(header)).toBeUndefined();
  });
});
