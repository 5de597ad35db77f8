import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { atEdges, cutTo, displayWidth, harmless, left, right, wrapped } from "./columns.ts";

describe("a text in columns", () => {
  it.each([
    ["", 0],
    ["Acme", 4],
    ["Zürich", 6],
    ["Zu\u0308rich", 6],
    ["東京", 4],
    ["서울", 4],
    ["🚀 Rocket", 9],
    ["—…×", 3],
  ])("takes as many as a terminal shows: %s", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("is cut with an ellipsis, never inside a wide letter", () => {
    expect(cutTo("Northwind", 9)).toBe("Northwind");
    expect(cutTo("Northwind", 6)).toBe("North…");
    expect(cutTo("東京都港区", 6)).toBe("東京…");
  });

  it("stands at an edge; a figure is never cut", () => {
    expect(left("ab", 4)).toBe("ab  ");
    expect(right("12", 4)).toBe("  12");
    expect(right("123456", 4)).toBe("123456");
    expect(atEdges("Total", "5.00", 14)).toBe("Total     5.00");
    expect(atEdges("A long description", "5.00", 16)).toBe("A long de…  5.00");
  });

  it("fills exactly the columns it is given", () => {
    property(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 1, max: 40 }),
        (text, width) => {
          const shown = left(harmless(text), width);
          expect(displayWidth(shown)).toBe(width);
        },
      ),
    );
  });

  it("is broken between words, and loses none", () => {
    property(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
        fc.integer({ min: 1, max: 30 }),
        (words, width) => {
          const rows = wrapped(words.join(" "), width);
          expect(rows.join(" ")).toBe(words.join(" "));
          for (const row of rows)
            expect(row.includes(" ") ? row.length : 0).toBeLessThanOrEqual(width);
        },
      ),
    );
  });

  it("cannot move the cursor, clear the screen or start a line", () => {
    expect(harmless("a\u001b[2Jb\r\nc\u009bd\u2028e")).toBe("a?[2Jb??c?d?e");
  });
});
