import { describe, expect, it } from "vitest";
import { customer } from "../../account/account.fixture.ts";
import { booksOf, bundle, bundling } from "../../account/bundles/bundle.fixture.ts";
import { replayAccounts } from "../../account/replay.ts";
import { expectOk } from "../../fault/fault.ts";
import { parseInstant } from "../../time/instant.ts";
import { UTC } from "../../time/zone.ts";
import { bundleDivisions, modelObligations } from "./model-obligations.ts";
import { soldInvoice } from "./sold-line.ts";

const listed = modelObligations(bundling);
const of = (path: string) => listed.find((one) => one.path === path);

describe("the obligations of a model", () => {
  it("are all that it sells, each with how it is earned and what it sells for alone", () => {
    expect(
      listed.map(({ path, earned, over }) => `${path} ${earned} ${over ?? ""}`.trim()),
    ).toEqual([
      "/plans/support by-day period",
      "/plans/support/charges/calls as-used",
      "/addons/spares by-day period",
      "/offers/system at-once",
      "/offers/training at-once",
      "/offers/rollout/milestones/0 when-delivered",
      "/offers/rollout/milestones/1 when-delivered",
      "/offers/setup by-day 12",
      "/offers/study at-once",
      "/licences/premium at-once",
      "/licences/premium/maintenance by-day period",
      "/licences/brand by-day 24",
      "/shares/referred at-once",
    ]);
    expect(of("/plans/support")?.standalone).toEqual([
      { per: "monthly", amount: "30" },
      { per: "annual", amount: "300" },
    ]);
    expect(of("/offers/study")?.standalone).toEqual([{ per: "once", amount: null }]);
    expect([of("/offers/setup"), of("/offers/training")].map((one) => one?.stated)).toEqual([
      true,
      false,
    ]);
  });

  it("are an agent's where only a share is ours", () => {
    const agents = listed.filter(({ role }) => role === "agent").map(({ path }) => path);
    expect(agents).toEqual(["/offers/system", "/shares/referred"]);
  });

  it("are what invoices are posted by", () => {
    const accounts = replayAccounts(booksOf(bundling));
    const bought = { customer: "c-1", start: "2026-01-15" } as const;
    const sold = { customer: "c-1", date: "2026-01-15", fact: "sale" } as const;
    const facts = [
      customer(),
      bundle({ bundle: "going" }),
      { fact: "licence", id: "l-1", licence: "premium", ...bought },
      { fact: "licence", id: "l-2", licence: "brand", ...bought },
      { id: "w-1", offer: "setup", ...sold },
      { id: "w-2", offer: "training", ...sold },
    ] as const;
    for (const fact of facts) accounts.add(fact);
    const until = expectOk(parseInstant("2026-01-16T00:00:00Z"));
    const [invoice] = accounts.open().replay.invoicesUntil(until);
    if (invoice === undefined) throw new Error("it is invoiced");
    const { lines } = soldInvoice(invoice, { service: UTC, books: UTC });
    expect(lines.map(({ id, earned }) => `${id} ${earned.kind}`)).toEqual([
      "b-1.spares/base/0 ratable",
      "b-1.support/base/0 ratable",
      "l-1/fee given",
      "l-2/fee ratable",
      "b-1.system/sale given",
      "w-1/sale ratable",
      "w-2/sale given",
    ]);
  });
});

describe("the bundles of a model", () => {
  it("are divided as they are bought, and left open where their price is agreed", () => {
    const divisions = bundleDivisions(bundling);
    expect(divisions.find(({ path }) => path === "/bundles/starter")).toEqual({
      path: "/bundles/starter",
      name: "Starter",
      price: "800.00",
      basis: "relative",
      parts: [
        { part: "system", standalone: "500", amount: "400.00" },
        { part: "support", standalone: "300", amount: "240.00" },
        { part: "training", standalone: "200", amount: "160.00" },
      ],
    });
    expect(divisions.find(({ path }) => path === "/bundles/works")).toMatchObject({
      price: null,
      parts: [{ part: "premium", amount: null }, { part: "rollout" }],
    });
  });
});
