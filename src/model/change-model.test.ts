import { describe, expect, it } from "vitest";
import { changeModel, type ModelChanges } from "./change-model.ts";
import everything from "./fixtures/planned.ts";
import type { Model } from "./model.ts";

const change = (set: ModelChanges) => changeModel(everything, set);
const codes = (set: ModelChanges): readonly string[] => {
  const found = change(set);
  return found.ok ? [] : found.faults.map(({ code, path }) => `${code} ${path}`);
};
const [plan = ""] = Object.keys(everything.plans);
const at = (path: string): string => `/set/${path.replaceAll("/", "~1")}`;

describe("a changed model", () => {
  it("differs where it was changed, and in its version; the one before stays", () => {
    const before = JSON.stringify(everything);
    const found = change({ "/name": "Other", [`/plans/${plan}/name`]: "Dearer" });
    if (!found.ok) throw new Error(JSON.stringify(found.faults));
    const { name, version, plans, ...rest } = found.value;
    const { name: _, version: own, plans: ownPlans, ...ownRest } = everything as Model;
    expect([name, version, plans[plan]?.name]).toEqual(["Other", `${own}-changed`, "Dearer"]);
    expect({ ...plans[plan], name: ownPlans[plan]?.name }).toEqual(ownPlans[plan]);
    expect(rest).toEqual(ownRest);
    expect(JSON.stringify(everything)).toBe(before);
  });

  it("loses what is set to null", () => {
    const found = change({ "/scenarios": null, "/version": "9" });
    expect(found.ok && [found.value.scenarios, found.value.version]).toEqual([undefined, "9"]);
  });

  it("is refused where there is no such place", () => {
    expect(codes({ "/plans/nobody/name": "x" })).toEqual([
      `unknown-path ${at("/plans/nobody/name")}`,
    ]);
    expect(codes({ "/name/first": "x" })).toEqual([`unknown-path ${at("/name/first")}`]);
    expect(codes({ name: "x", "": {} })).toEqual(["unknown-path /set/name", "unknown-path /set/"]);
    expect(codes({ "/id": "x" })).toEqual([`unchangeable ${at("/id")}`]);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`/${n}`, n]));
    expect(codes(many)).toEqual(["too-many-changes /set"]);
  });

  it("is checked as a whole", () => {
    expect(codes({ [`/plans/${plan}/stream`]: "nowhere" })).toEqual([
      expect.stringContaining(`/plans/${plan}/stream`),
    ]);
    expect(codes({ "/__proto__": { a: 1 } })).toHaveLength(1);
  });
});
