import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { itemTexts } from "./json-items.ts";

describe("itemTexts", () => {
  it("cuts a list where JSON.parse does, whatever the items hold", () => {
    const list = fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1, maxLength: 8 });
    property(
      fc.property(list, fc.constantFrom(undefined, 1, "\t"), (items, indent) => {
        const text = JSON.stringify(items, undefined, indent);
        const read = itemTexts(text).map((item) => JSON.parse(item) as unknown);
        expect(read).toEqual(JSON.parse(text));
      }),
      500,
    );
  });

  it("is not fooled by quotes, backslashes and brackets inside texts", () => {
    const items = ['"', "\\", '\\"', "],[", "}{", 'a\\\\"],"', "\u2028"];
    expect(itemTexts(JSON.stringify(items)).map((item) => JSON.parse(item))).toEqual(items);
    expect(itemTexts(" [ 1 , [2,3] , {} ] ")).toEqual([" 1 ", " [2,3] ", " {} "]);
  });

  it("cuts a list of a million brackets, which no recursion would survive", () => {
    const hollow = `${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}`;
    expect(itemTexts(hollow)).toEqual([hollow.slice(1, -1)]);
  });
});
