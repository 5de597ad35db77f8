import { describe, expect, test } from "vitest";
import { at } from "../account/account.fixture.ts";
import { format } from "../money/decimal.ts";
import { formatInstant } from "../time/instant.ts";
import { bought, heldBy } from "./entitlement.fixture.ts";
import type { Entitlements } from "./entitlements.ts";

const featuresOf = ({ features }: Entitlements): Readonly<Record<string, string>> =>
  Object.fromEntries(
    features.map(({ id, held }) => {
      if (held.kind === "limit")
        return [id, held.limit === undefined ? "unlimited" : format(held.limit)];
      return [id, held.kind === "level" ? held.level : held.kind];
    }),
  );

const quotasOf = ({ quotas }: Entitlements): readonly string[] =>
  quotas.map(({ id, terms, per, sources }) => {
    const limit = terms.limit === undefined ? "unlimited" : format(terms.limit);
    return `${id} ${limit} per ${JSON.stringify(per)} of ${sources.map(({ kind }) => kind).join("+")}`;
  });

const spanOf = (held: Entitlements, id: string, when: string): readonly string[] => {
  const { window, before } = held.quotas.find((one) => one.id === id)?.spanAt(at(when)) ?? {
    window: undefined,
    before: undefined,
  };
  return [window, before].map((one) =>
    one === undefined ? "none" : `${formatInstant(one.from)} ${formatInstant(one.to)}`,
  );
};

const team = bought("s-1", { plan: "team" });

describe("what a customer may use", () => {
  test("who bought nothing has the defaults, and no quota", () => {
    const held = heldBy([], "2026-03-01T00:00:00Z");
    expect(held.served).toBe(false);
    expect(featuresOf(held)).toEqual({ docs: "flag", projects: "1", sso: "none", support: "none" });
    expect(held.quotas).toEqual([]);
  });

  test("a trial beats its plan, for as long as it lasts", () => {
    const tried = heldBy([team], "2026-01-20T00:00:00Z");
    expect(featuresOf(tried)).toMatchObject({ projects: "2", support: "email" });
    expect(quotasOf(tried)).toContain('calls 20 per "billing-period" of trial');
    expect(spanOf(tried, "calls", "2026-01-20T00:00:00Z")).toEqual([
      "2026-01-10T00:00:00Z 2026-01-24T00:00:00Z",
      "none",
    ]);
    const paid = heldBy([team], "2026-01-24T00:00:00Z");
    expect(featuresOf(paid)).toMatchObject({ projects: "10" });
    expect(quotasOf(paid)).toEqual([
      'calls 100 per "month" of plan',
      'users 5 per "billing-period" of plan',
      'charges/tokens 1000 per "billing-period" of plan',
    ]);
  });

  test("add-ons come on top of plans, and of levels the highest counts", () => {
    const held = heldBy(
      [
        team,
        bought("s-2", { addon: "more", of: "s-1" }),
        bought("s-3", { plan: "free", start: "2026-02-01" }),
      ],
      "2026-03-05T00:00:00Z",
    );
    expect(featuresOf(held)).toEqual({
      docs: "flag",
      projects: "15",
      sso: "flag",
      support: "email",
    });
    expect(quotasOf(held)).toContain('calls 150 per "month" of plan+addon');
    expect(quotasOf(held)).toContain('calls 10 per "day" of plan');
  });

  test("a contract beats what is bought under it and beside it", () => {
    const held = heldBy(
      [
        { fact: "contract", id: "k-1", customer: "c-1", template: "big", start: "2026-01-01" },
        bought("s-1", { plan: "team", contract: "k-1" }),
        bought("s-2", { plan: "free" }),
      ],
      "2026-03-05T00:00:00Z",
    );
    expect(featuresOf(held)).toMatchObject({ projects: "unlimited", support: "email" });
    expect(quotasOf(held).filter((one) => one.startsWith("calls"))).toEqual([
      'calls 5000 per "month" of contract',
    ]);
  });

  test("nothing is carried over from a window in which the quota did not hold", () => {
    const held = heldBy([team], "2026-02-01T00:00:00Z");
    expect(spanOf(held, "calls", "2026-01-30T00:00:00Z")[1]).toBe("none");
    expect(spanOf(held, "calls", "2026-02-05T00:00:00Z")).toEqual([
      "2026-02-01T00:00:00Z 2026-03-01T00:00:00Z",
      "2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
    ]);
  });

  test("what holds, holds until the next local midnight", () => {
    const held = heldBy([team], "2026-02-01T10:00:00Z");
    expect(formatInstant(held.holdsUntil)).toBe("2026-02-02T00:00:00Z");
  });
});
