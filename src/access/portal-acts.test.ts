import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import {
  actsInPortal,
  isPortalRole,
  type PortalAllowance,
  portalActs,
  portalRoles,
} from "./portal-acts.ts";

const all: PortalAllowance = {
  changePlan: true,
  cancel: true,
  paymentMethod: true,
  keys: true,
  members: true,
};
const none: PortalAllowance = {
  changePlan: false,
  cancel: false,
  paymentMethod: false,
  keys: false,
  members: false,
};

const payer = { paysItself: true, isNamed: true };

const page = fileURLToPath(new URL("../../docs/portal.md", import.meta.url));
const table = /(?<=<!-- portal roles -->\n)[\s\S]*?(?=<!-- \/portal roles -->)/;

/** Each role by each act, as a reader of the docs sees it. */
const drawn = [
  `| act | ${portalRoles.join(" | ")} |`,
  `|---|${portalRoles.map(() => "---").join("|")}|`,
  ...portalActs.map(
    (act) =>
      `| \`${act}\` | ${portalRoles.map((role) => (actsInPortal(role, all, payer).has(act) ? "yes" : "–")).join(" | ")} |`,
  ),
  "",
].join("\n");

it("may do what the table of docs/portal.md says, role by role and act by act", () => {
  const text = readFileSync(page, "utf8");
  if (process.env.FLORIN_UPDATE === "1")
    writeFileSync(
      page,
      text.replace(table, () => drawn),
    );
  expect(table.exec(readFileSync(page, "utf8"))?.[0]).toBe(drawn);
});

it("lets an admin do everything, and each role no more than the one before it", () => {
  expect([...actsInPortal("admin", all, payer)]).toEqual(portalActs);
  const [admin, billing, viewer] = portalRoles.map((role) => actsInPortal(role, all, payer));
  for (const act of viewer ?? []) expect(billing?.has(act)).toBe(true);
  for (const act of billing ?? []) expect(admin?.has(act)).toBe(true);
  for (const act of viewer ?? []) expect(act).toMatch(/\.read$/);
});

it("closes to everybody what the seller does not allow, and looks stay open", () => {
  const left = [...actsInPortal("admin", none, payer)];
  expect(left.filter((act) => !act.endsWith(".read"))).toEqual(["invoices.pay", "alerts.manage"]);
  expect(left).not.toContain("members.read");
  expect(left).toContain("payment-methods.read");
});

it("shows whoever another pays for nothing of what is the payer's", () => {
  const left = [...actsInPortal("admin", all, { ...payer, paysItself: false })];
  expect(left.filter((act) => /invoices|payment|cost|credits|change|cancel/.test(act))).toEqual([]);
  expect(left).toContain("usage.read");
});

it("lets only somebody by name do what outlasts the session", () => {
  const left = actsInPortal("admin", all, { ...payer, isNamed: false });
  expect(portalActs.filter((act) => !left.has(act))).toEqual([
    "alerts.manage",
    "members.manage",
    "keys.manage",
  ]);
});

it("knows its roles by name", () => {
  expect([isPortalRole("billing"), isPortalRole("owner")]).toEqual([true, false]);
});
