import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerLengthMax, cutList, fits } from "./fit-answer.ts";
import { toolResult } from "./tool-result.ts";

const page = (answer: object, cursor?: unknown) =>
  cutList(answer, "rows", cursor === undefined ? {} : { cursor });

describe("a list that is cut", () => {
  it("is whole when its pages are put together, and none is too long", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(lengths, (items) => {
        const rows = items.map((length, place) => ({ place, text: "x".repeat(length) }));
        const read: unknown[] = [];
        let cursor: unknown;
        do {
          const answer = page({ name: "a", rows }, cursor);
          if (!answer.ok) throw new Error(answer.refusal.message);
          expect(fits(answer.value)).toBe(true);
          const { name, rows: some, next } = answer.value as Record<string, unknown>;
          expect(name).toBe("a");
          read.push(...(some as unknown[]));
          cursor = next ?? undefined;
        } while (cursor !== undefined);
        expect(read).toEqual(rows);
      }),
      { numRuns: 40, seed: 6 },
    );
  });

  it("is refused where one item alone is too long, and where the cursor is none of it", () => {
    const rows = ["x".repeat(answerLengthMax)];
    expect(page({ rows })).toMatchObject({ ok: false, refusal: { code: "answer-too-long" } });
    for (const cursor of ["2", "-1", "a", 1, "01", ""])
      expect(page({ rows: [1] }, cursor), String(cursor)).toMatchObject({
        ok: false,
        refusal: { code: "invalid-cursor", errors: [{ path: "/cursor" }] },
      });
    expect(toolResult(page({ rows: [] }))).toMatchObject({
      structuredContent: { rows: [], next: null },
    });
  });
});
