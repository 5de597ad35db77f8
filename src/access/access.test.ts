import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { actions, isAction, isReading } from "./actions.ts";
import { allows, beyond, rolesThatMay } from "./allows.ts";
import { everyAction, everyReading, isRole, roleActions, roles } from "./roles.ts";
import { actionsOfScopes, isScope } from "./scopes.ts";

const page = fileURLToPath(new URL("../../docs/access.md", import.meta.url));
const table = /(?<=<!-- roles -->\n)[\s\S]*?(?=\n<!-- \/roles -->)/;

/** Each role by each action, as a reader of the docs sees it. */
const drawn = [
  `| action | ${roles.join(" | ")} |`,
  `|---|${roles.map(() => "---").join("|")}|`,
  ...actions.map(
    (action) =>
      `| \`${action}\` | ${roles.map((role) => (allows(roleActions[role], action) ? "yes" : "–")).join(" | ")} |`,
  ),
].join("\n");

describe("the roles", () => {
  it("may do what the table of docs/access.md says, role by role and action by action", () => {
    const text = readFileSync(page, "utf8");
    if (process.env.FLORIN_UPDATE === "1")
      writeFileSync(
        page,
        text.replace(table, () => drawn),
      );
    expect(table.exec(readFileSync(page, "utf8"))?.[0]).toBe(drawn);
  });

  it("leave nothing to nobody: the owner may do everything, an admin too", () => {
    expect(beyond(roleActions.owner, everyAction)).toEqual([]);
    expect(beyond(roleActions.admin, everyAction)).toEqual([]);
  });

  it("that are to read only read", () => {
    expect([...roleActions["read-only"]].filter((action) => !isReading(action))).toEqual([
      "self.manage",
    ]);
    expect(beyond(roleActions.admin, roleActions["read-only"])).toEqual([]);
  });

  it("are named where an action is refused, the most powerful first", () => {
    expect(rolesThatMay("payments.refund")).toEqual(["owner", "admin", "finance"]);
    expect(rolesThatMay("customers.read")).toEqual(roles);
  });

  it("have names of their own, which no action has", () => {
    expect(roles.filter(isAction)).toEqual([]);
    expect([isRole("finance"), isRole("Finance"), isRole("toString")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(new Set(actions).size).toBe(actions.length);
  });
});

describe("scopes", () => {
  it.each([
    [["write"], everyAction],
    [["read", "write"], everyAction],
    [["read"], everyReading],
    [["role:finance"], roleActions.finance],
    [["customers.read"], new Set(["customers.read"])],
    [["customers.read", "usage.write"], new Set(["customers.read", "usage.write"])],
    [["role:analyst", "usage.write"], new Set([...roleActions.analyst, "usage.write"])],
    [[], new Set()],
    [["role:toString", "finance", "customers.*", "role:", "", "WRITE"], new Set()],
    [["of.tomorrow", "customers.read"], new Set(["customers.read"])],
  ])("%j", (scopes, allowed) => {
    expect(new Set(actionsOfScopes(scopes))).toEqual(allowed);
  });

  it("are known by name", () => {
    expect(["read", "write", "role:owner", ...actions].filter((scope) => !isScope(scope))).toEqual(
      [],
    );
    expect(["role:boss", "constructor", "customers", ""].filter(isScope)).toEqual([]);
  });

  it("hand on no more than somebody has", () => {
    expect(beyond(roleActions.finance, actionsOfScopes(["usage.write", "ledger.post"]))).toEqual([
      "usage.write",
    ]);
  });
});
