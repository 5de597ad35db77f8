import { describe, expect, it } from "vitest";
import type { AccountFact } from "../fact.ts";
import { moneyStory } from "../money-story.fixture.ts";
import { bundle, bundlingBooks } from "./bundle.fixture.ts";

const story = (until: string, ...facts: readonly AccountFact[]) =>
  moneyStory(facts, `${until}T00:00:00Z`, bundlingBooks);

/** `day line amount` of everything that is billed. */
const billed = (until: string, ...facts: readonly AccountFact[]): readonly string[] =>
  story(until, ...facts).invoices.flatMap(({ issuedAt, lines }) =>
    lines.map(({ id, amount }) => `${issuedAt.slice(0, 10)} ${id} ${amount}`),
  );

const refusals = (...facts: readonly AccountFact[]): readonly string[] =>
  story("2026-02-01", ...facts).refused;

const starter = { id: "b-1", name: "Starter", price: "800.00" } as const;

const about = { customer: "c-1", id: "x-1" } as const;

describe("a bundle", () => {
  it("is one invoice whose lines are its parts, its price divided by stand-alone prices", () => {
    const { invoices } = story("2026-02-01", bundle());
    expect(invoices).toHaveLength(1);
    expect(invoices[0]).toMatchObject({ total: "800.00", subtotal: "800.00" });
    expect(
      invoices[0]?.lines.map(({ id, kind, stream, amount, bundle: of }) => [
        id,
        kind,
        stream,
        amount,
        of,
      ]),
    ).toEqual([
      ["b-1.support/base/0", "recurring", "support", "240.00", starter],
      ["b-1.system/sale", "one-off", "hardware", "400.00", starter],
      ["b-1.training/sale", "one-off", "services", "160.00", starter],
    ]);
  });

  it("says of each part how its amount came to be", () => {
    const [line] = story("2026-02-01", bundle()).invoices[0]?.lines ?? [];
    expect(line?.period).toEqual({ from: "2026-01-15T00:00:00Z", to: "2027-01-15T00:00:00Z" });
    expect(line?.explanation).toMatchObject({
      price: "/bundles/starter/parts/1",
      steps: [
        { label: 'bundle "Starter"', amount: "800.00" },
        { label: "its share by stand-alone prices", rate: "300 of 1000", amount: "240" },
      ],
    });
  });

  it("is bought several at a time, at several times its price", () => {
    expect(billed("2026-02-01", bundle({ quantity: 3 }))).toEqual([
      "2026-01-15 b-1.support/base/0 720.00",
      "2026-01-15 b-1.system/sale 1200.00",
      "2026-01-15 b-1.training/sale 480.00",
    ]);
    const [line] = story("2026-02-01", bundle({ quantity: 3 })).invoices[0]?.lines ?? [];
    expect(line).toMatchObject({ quantity: "3", unit: "system" });
  });

  it("divides to the cent, the largest remainder first and ties to the earlier part", () => {
    expect(billed("2026-02-01", bundle({ bundle: "odd" }))).toEqual([
      "2026-01-15 b-1.second/sale 33.33",
      "2026-01-15 b-1.system/sale 33.33",
      "2026-01-15 b-1.training/sale 33.34",
    ]);
  });

  it("ends with what is paid, or goes on at the list's price where the model says so", () => {
    const ended = billed("2029-01-01", bundle());
    expect(ended).toHaveLength(3);
    // 500 + 300 + 100 = 900 alone, of which 720 are paid; an add-on that does not renew ends.
    expect(billed("2028-02-01", bundle({ bundle: "going" }))).toEqual([
      "2026-01-15 b-1.spares/base/0 80.00",
      "2026-01-15 b-1.support/base/0 240.00",
      "2026-01-15 b-1.system/sale 400.00",
      "2027-01-15 b-1.support~2/base/0 300.00",
      "2028-01-15 b-1.support~2/base/1 300.00",
    ]);
  });

  it("that recurs bills each period, and sells again with it what is sold once", () => {
    const yearly = bundle({ bundle: "yearly" });
    // 300 + 2 × 200 = 700 alone.
    expect(billed("2027-02-01", yearly)).toEqual([
      "2026-01-15 b-1.support/base/0 240.00",
      "2026-01-15 b-1.refresher/sale/0 320.00",
      "2027-01-15 b-1.support/base/1 240.00",
      "2027-01-15 b-1.refresher/sale/1 320.00",
    ]);
  });

  it("that recurs ends as a whole by its own id, with unused time of its plan given back", () => {
    const yearly = bundle({ bundle: "yearly" });
    const cancel = { fact: "cancel", ...about, subscription: "b-1", credit: "prorated" } as const;
    expect(billed("2028-02-01", yearly, { ...cancel, on: "2027-07-15" })).toEqual([
      "2026-01-15 b-1.support/base/0 240.00",
      "2026-01-15 b-1.refresher/sale/0 320.00",
      "2027-01-15 b-1.support/base/1 240.00",
      "2027-01-15 b-1.refresher/sale/1 320.00",
      "2027-07-15 b-1.support/base/1/unused -120.99",
    ]);
  });

  it("bills a project by its milestones and a licence at once, at their parts of the price agreed", () => {
    const works = bundle({ bundle: "works", agreed: "1500 USD" });
    const live = {
      fact: "milestone",
      ...about,
      sale: "b-1.rollout",
      milestone: "Live",
      on: "2026-03-01",
    } as const;
    expect(billed("2027-02-01", works, live)).toEqual([
      "2026-01-15 b-1.premium/fee 750.00",
      "2026-03-01 b-1.rollout/sale/2 450.00",
      "2027-01-15 b-1.premium/maintenance/1 150.00",
    ]);
  });

  it("leaves a part of unsettled price what the others do not need, within its range", () => {
    expect(billed("2026-02-01", bundle({ bundle: "studied", agreed: "650 USD" }))).toEqual([
      "2026-01-15 b-1.study/sale 150.00",
      "2026-01-15 b-1.system/sale 500.00",
    ]);
    expect(refusals(bundle({ bundle: "studied", agreed: "950 USD" }))).toEqual([
      "b-1 residual-not-faithful",
    ]);
  });
});

describe("a bundle that is refused", () => {
  it("names what is missing, and buys nothing", () => {
    expect(refusals(bundle({ bundle: "startr" }))).toEqual(["b-1 unknown-bundle"]);
    expect(refusals(bundle({ bundle: "open" }))).toEqual(["b-1 bundle-not-priced"]);
    expect(refusals(bundle({ bundle: "works" }))).toEqual(["b-1 needs-agreed-price"]);
    expect(refusals(bundle({ bundle: "works", agreed: "900 USD" }))).toEqual([
      "b-1 outside-agreed-range",
    ]);
    expect(refusals(bundle({ bundle: "unweighed" }))).toEqual(["b-1 no-standalone-price"]);
    expect(billed("2026-02-01", bundle({ bundle: "unweighed" }))).toEqual([]);
  });

  it("has the id of another purchase", () => {
    const sale = {
      fact: "sale",
      id: "b-1",
      customer: "c-1",
      offer: "training",
      date: "2026-01-20",
    } as const;
    expect(refusals(bundle(), sale)).toEqual(["b-1 purchase-exists"]);
    expect(refusals(bundle(), { ...sale, id: "b-1.system" })).toEqual([
      "b-1.system purchase-exists",
    ]);
  });
});

describe("a part of a bundle", () => {
  const onPart = { ...about, subscription: "b-1.support", on: "2026-07-16" } as const;

  it("is cancelled alone, and its own part of the price goes back by day", () => {
    const cancel = { fact: "cancel", ...onPart, credit: "prorated" } as const;
    // 183 of 365 days of 240.00.
    expect(billed("2026-12-01", bundle(), cancel).at(-1)).toBe(
      "2026-07-16 b-1.support/base/0/unused -120.33",
    );
  });

  it("has no other terms than the bundle's", () => {
    expect(refusals(bundle(), { fact: "change", ...onPart, quantity: 2 })).toEqual([
      "x-1 in-bundle",
    ]);
    expect(refusals(bundle(), { fact: "pause", ...onPart })).toEqual(["x-1 in-bundle"]);
    expect(refusals(bundle(), { fact: "pause", ...onPart, subscription: "b-1" })).toEqual([
      "x-1 in-bundle",
    ]);
  });

  it("is changed as any other once it has gone on at the list's price", () => {
    const change = { fact: "change", ...onPart, on: "2027-02-01", quantity: 2 } as const;
    expect(story("2027-03-01", bundle({ bundle: "going" }), change).refused).toEqual([]);
  });

  it("stays as it is where a cancellation to come is undone", () => {
    const cancel = { fact: "cancel", ...about, subscription: "b-1", on: "2026-07-16" } as const;
    const undo = {
      fact: "undo",
      id: "u-1",
      customer: "c-1",
      subscription: "b-1",
      change: "x-1",
      recordedAt: "2026-03-01T00:00:00Z",
    } as const;
    const told = { ...cancel, recordedAt: "2026-02-01T00:00:00Z", credit: "prorated" } as const;
    const { invoices, refused } = story("2027-03-01", bundle(), told, undo);
    expect(refused).toEqual([]);
    expect(invoices).toHaveLength(1);
  });

  it("is taken back by a credit note for its line", () => {
    const note = {
      fact: "credit-note",
      ...about,
      invoice: "c-1:1",
      reason: "not delivered",
      lines: [{ line: "b-1.training/sale" }],
      recordedAt: "2026-02-10T00:00:00Z",
    } as const;
    const { invoices } = story("2026-03-01", bundle(), note);
    expect(invoices[1]).toMatchObject({ kind: "credit-note", total: "-160.00" });
    expect(invoices[1]?.lines[0]).toMatchObject({ bundle: starter });
  });
});
