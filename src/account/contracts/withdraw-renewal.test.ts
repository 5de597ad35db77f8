import { describe, expect, it } from "vitest";
import type { ContractTemplate } from "../../model/contract.ts";
import { usd } from "../../money/money.ts";
import type { AccountFact } from "../fact.ts";
import { contract, lines, signedStory, under, viewAt, withTemplate } from "./contract.fixture.ts";

const signed = contract({ template: "own" });
const about = { customer: "c-1", contract: "k-1" } as const;
const until = "2029-06-01T00:00:00Z";

const renewal = {
  fact: "contract-renewal",
  id: "r",
  ...about,
  agreed: { open: { base: "7000 USD" } },
  recordedAt: "2026-06-01T00:00:00Z",
} as const;
const withdrawal = {
  fact: "contract-renewal-withdrawal",
  id: "w",
  ...about,
  recordedAt: "2026-09-01T00:00:00Z",
} as const;
const notice = {
  fact: "contract-notice",
  id: "n",
  ...about,
  recordedAt: "2026-05-01T00:00:00Z",
} as const;

const automatic = { renewal: { automatic: true, noticeDays: 90 } } as const;
const open = under({ plan: "open", agreed: { base: "6000 USD" } });

const story = (facts: readonly AccountFact[], template: Partial<ContractTemplate>) =>
  signedStory([signed, open, ...facts], until, {
    books: withTemplate({ name: "Own", term: 12, ...template }),
  });

describe("a renewal that is agreed and taken back before it begins", () => {
  it.each([
    ["ends with its term again", {}, []],
    ["goes on by itself again", automatic, []],
    ["keeps the notice that the renewal took back", automatic, [notice]],
    [
      "is not paid for in advance",
      { prepayment: { share: "100%" }, commitment: { amount: usd(100), per: "annual" } },
      [],
    ],
  ] satisfies [string, Partial<ContractTemplate>, AccountFact[]][])(
    "leaves a contract that %s, and the same documents",
    (_, template, before) => {
      const plain = story(before, template);
      const told = story([...before, renewal, withdrawal], template);
      expect(told.refused).toEqual([]);
      expect(told.invoices).toEqual(plain.invoices);
      expect(lines(told)).not.toEqual(lines(story([...before, renewal], template)));
    },
  );

  it("can be agreed anew, on other terms", () => {
    const again = {
      ...renewal,
      id: "r2",
      agreed: { open: { base: "8000 USD" } },
      recordedAt: "2026-10-01T00:00:00Z",
    } as const;
    const told = story([renewal, withdrawal, again], {});
    expect(told.refused).toEqual([]);
    const amounts = lines(told).map(([, line]) => line?.split(" ")[1]);
    expect([amounts[11], amounts[12], amounts.length]).toEqual(["6000.00", "8000.00", 24]);
  });

  it("is refused once it has begun, or where there is none", () => {
    const late = { ...withdrawal, recordedAt: "2027-01-01T00:00:00Z" };
    expect(story([renewal, late], {}).refused).toEqual(["w no-renewal-to-come /contract"]);
    expect(story([withdrawal], automatic).refused).toEqual(["w no-renewal-to-come /contract"]);
    const stranger = { ...withdrawal, contract: "k-2" };
    expect(story([renewal, stranger], {}).refused).toEqual(["w unknown-contract /contract"]);
    const twice = { ...withdrawal, id: "w2", recordedAt: "2026-09-02T00:00:00Z" };
    expect(story([renewal, withdrawal, twice], {}).refused).toEqual([
      "w2 no-renewal-to-come /contract",
    ]);
  });

  it("waits for a change of its time to be undone", () => {
    const change = {
      fact: "change",
      id: "ch",
      customer: "c-1",
      subscription: "s-1",
      quantity: "2",
      on: "2027-03-01",
      recordedAt: "2026-08-01T00:00:00Z",
    } as const;
    expect(story([renewal, change, withdrawal], {}).refused).toEqual([
      "w change-pending /contract",
    ]);
    const undo = {
      fact: "undo",
      id: "u",
      customer: "c-1",
      subscription: "s-1",
      change: "ch",
      recordedAt: "2026-08-02T00:00:00Z",
    } as const;
    const told = story([renewal, change, undo, withdrawal], {});
    expect(told.refused).toEqual([]);
    expect(told.invoices).toEqual(story([], {}).invoices);
  });

  it("is seen among what comes of the contract until then", () => {
    const facts = [signed, renewal];
    const renews = (told: readonly AccountFact[]) =>
      viewAt({}, told, "2026-10-01T00:00:00Z")?.dates.map(({ kind, on }) => `${on} ${kind}`);
    expect(renews(facts)).toEqual(["2027-01-01 contract-renews", "2028-01-01 contract-end"]);
    expect(renews([...facts, withdrawal])).toEqual(["2027-01-01 contract-end"]);
  });
});
