import { describe, expect, it } from "vitest";
import { csvText } from "./csv-text.ts";

describe("csvText", () => {
  it("quotes what must be quoted, and leaves the rest as it is", () => {
    expect(
      csvText(
        ["name", "owed"],
        [
          ['Alder, "A"', "12.50"],
          ["Birch", null],
        ],
      ),
    ).toBe('name,owed\r\n"Alder, ""A""",12.50\r\nBirch,\r\n');
  });

  it("keeps a spreadsheet from running a name, and negative figures as figures", () => {
    expect(csvText(["a"], [["=1+1"], ["-5.00"], ["-x"], ["@home"], [3]])).toBe(
      "a\r\n'=1+1\r\n-5.00\r\n'-x\r\n'@home\r\n3\r\n",
    );
  });
});
