import { describe, expect, test } from "vitest";
import { percentText } from "../money/percent.ts";
import { bought, heldBy } from "./entitlement.fixture.ts";

const team = bought("s-1", { plan: "team" });

/** The shares of a quota, with whom each is told to, by which alert, and what it proposes. */
function sharesOf(facts: Parameters<typeof heldBy>[0], quota: string): readonly string[] {
  const held = heldBy(facts, "2026-03-05T00:00:00Z");
  const found = held.quotas.filter(({ id }) => id === quota);
  return found.flatMap(({ terms }) =>
    terms.alertAt.map(({ share, notify, alert, suggest }) =>
      [percentText(share), notify.join("+"), alert?.id ?? "own", suggest ?? "nothing"].join(" "),
    ),
  );
}

describe("the model's alerts", () => {
  test("come on top of a charge's own shares, and say more of one that both name", () => {
    expect(sharesOf([team], "charges/tokens")).toEqual([
      "50% sales growing fleet",
      "90% sales growing fleet",
    ]);
  });

  test("watch quotas of the plans that they name, and of all where they name none", () => {
    expect(sharesOf([team], "calls")).toEqual(["80% support near-the-limit nothing"]);
  });

  test("of one share are told together, to all whom they name, with the first plan proposed", () => {
    const free = bought("s-3", { plan: "free", start: "2026-02-01" });
    expect(sharesOf([free], "calls")).toEqual([
      "80% customer+support many team",
      "120% customer many team",
    ]);
  });

  test("hold for what add-ons and contracts grant to who has one of their plans", () => {
    const more = bought("s-2", { addon: "more", of: "s-1" });
    expect(sharesOf([team, more], "calls")).toEqual(["80% support near-the-limit nothing"]);
    const signed = { fact: "contract", id: "k-1", customer: "c-1", template: "big" } as const;
    const facts = [
      { ...signed, start: "2026-01-01" },
      bought("s-1", { plan: "free", contract: "k-1" }),
    ];
    expect(sharesOf(facts, "calls")).toEqual([
      "80% customer+support many team",
      "120% customer many team",
    ]);
  });
});
