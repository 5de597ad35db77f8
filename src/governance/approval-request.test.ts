import { describe, expect, it } from "vitest";
import { everyAction, roleActions } from "../access/roles.ts";
import { DAY_MS } from "../time/instant.ts";
import {
  decisionFault,
  expiryOf,
  type KeptRequest,
  type Person,
  performedWithinMs,
  stateAt,
} from "./approval-request.ts";

const rule = { action: "credits.grant", approvers: ["owner", "finance"] } as const;
const kept: KeptRequest = {
  state: "open",
  action: "credits.grant",
  askedBy: "key:agent",
  askedFor: "member:ada",
  expiresAt: 10,
  decidedAt: null,
  rule,
};
const somebody = (name: string, role: string | undefined = "owner"): Person => ({
  actor: `member:${name}`,
  person: `member:${name}`,
  allowed: everyAction,
  role,
});
const key = (maker: string, allowed = everyAction): Person => ({
  actor: `key:${maker}'s`,
  person: `member:${maker}`,
  allowed,
});

const code = (request: Partial<KeptRequest>, decider: Person, now = 5): string | undefined =>
  decisionFault({ ...kept, ...request }, decider, now)?.code;

describe("a decision", () => {
  it("is somebody else's: neither the key that asked nor whoever made it", () => {
    expect(code({}, somebody("eve"))).toBeUndefined();
    expect(code({}, somebody("ada"))).toBe("own-request");
    expect(code({}, key("ada"))).toBe("own-request");
    expect(code({}, { ...key("eve"), actor: "key:agent" })).toBe("own-request");
  });

  it("about what no rule makes wait may be of whoever made the key, and not of the key", () => {
    expect(code({ rule: null }, somebody("ada"))).toBeUndefined();
    expect(code({ rule: null }, { ...key("ada"), actor: "key:agent" })).toBe("own-request");
  });

  it("is an approver's, who could do it themselves", () => {
    expect(code({}, somebody("eve", "finance"))).toBeUndefined();
    expect(code({}, somebody("eve", "admin"))).toBe("not-approver");
    expect(code({}, key("eve", roleActions.finance))).toBeUndefined();
    expect(code({}, key("eve", roleActions.support))).toBe("not-approver");
    expect(code({ rule: null }, { ...somebody("eve"), allowed: new Set() })).toBe("not-approver");
  });

  it("is made once, in time, and again only where performing it was left half way", () => {
    expect(code({}, somebody("eve"), 10)).toBe("approval-closed");
    const approved = { state: "approved", decidedAt: 7 } as const;
    expect(code(approved, somebody("eve"), 6 + performedWithinMs)).toBe("approval-closed");
    expect(code(approved, somebody("eve"), 7 + performedWithinMs)).toBeUndefined();
    for (const state of ["performed", "failed", "refused"] as const)
      expect(code({ state }, somebody("eve"))).toBe("approval-closed");
    expect(stateAt(kept, 10)).toBe("expired");
    expect(stateAt({ ...kept, state: "refused" }, 99)).toBe("refused");
  });

  it("is waited for as long as the rule says", () => {
    expect(expiryOf({ ...rule, days: 2 }, 0)).toBe(2 * DAY_MS);
    expect(expiryOf(null, 0)).toBe(14 * DAY_MS);
  });
});
