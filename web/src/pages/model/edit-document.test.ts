import { describe, expect, it } from "vitest";
import { nextVersion, valueAt, withValue } from "./edit-document.ts";
import { placeOf, readText } from "./json-places.ts";

const document = { version: "1", plans: { team: { grants: ["a", "b"], "x/y": { name: "T" } } } };

describe("an edited document", () => {
  it("has another value in a place, and everything else as it was", () => {
    const after = withValue(document, "/plans/team/x~1y/name", "U");
    expect(valueAt(after, "/plans/team/x~1y/name")).toBe("U");
    expect(Object.keys(after as object)).toEqual(["version", "plans"]);
    expect(withValue(after, "/plans/team/x~1y/name", "T")).toEqual(document);
  });

  it("loses what is taken out, and gets what was not there", () => {
    expect(withValue(document, "/plans/team/grants/0", undefined)).toMatchObject({
      plans: { team: { grants: ["b"] } },
    });
    const more = withValue(document, "/coupons/launch/name", "Launch");
    expect(valueAt(more, "/coupons")).toEqual({ launch: { name: "Launch" } });
    expect(withValue(more, "/coupons", undefined)).toEqual(document);
  });
});

describe("the next version", () => {
  it("counts on, past those that there are", () => {
    const none = new Set<string>();
    expect(["1", "2026-09", "1.4.9", "first"].map((one) => nextVersion(one, none))).toEqual([
      "2",
      "2026-10",
      "1.4.10",
      "first-2",
    ]);
    expect(nextVersion("1", new Set(["2", "3"]))).toBe("4");
  });
});

describe("the places of a text", () => {
  it("are found by pointer; of what is missing, that around it", () => {
    const text = JSON.stringify(document, null, 2);
    const read = readText(text);
    if (!read.ok) throw new Error(read.message);
    expect(read.value).toEqual(document);
    const place = placeOf(read.places, "/plans/team/x~1y/name");
    expect(place && [text.slice(place.from, place.to), place.line]).toEqual(['"T"', 10]);
    expect(placeOf(read.places, "/plans/team/none/at/all")?.line).toBe(4);
  });

  it("say where a text is not JSON", () => {
    const said = (text: string) => {
      const read = readText(text);
      return read.ok ? "" : `${read.place.line}: ${read.message}`;
    };
    expect(said('{\n  "a": 1\n  "b": 2\n}')).toBe("3: A comma or } is expected here");
    expect(said('{\n  "a": 1,\n  "a": 2\n}')).toBe('3: "a" stands here a second time');
    expect(said("[1, 2")).toBe("1: A comma or ] is expected here");
    expect(said('{"a": 1} x')).toBe("1: Something follows after the end");
    expect(said('{"a": 1.2.3}')).toBe("1: This is not JSON");
    expect(said("")).toBe("1: A value is expected here");
  });
});
