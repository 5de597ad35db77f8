import { describe, expect, it } from "vitest";
import { actions, isReading } from "../access/actions.ts";
import { isAudited } from "./audited.ts";
import { keptSide, sideLengthMax, withheld, withheldText } from "./withheld.ts";

describe("what a log may show", () => {
  it("leaves out what opens something, wherever it stands, and nothing else", () => {
    const asked = {
      id: "ep-1",
      secret: "whsec_x",
      previousSecret: null,
      keys: { secretKey: "sk_live", webhookSecret: "whsec_y" },
      people: [{ name: "Ada", password: "p", sessionToken: "t" }],
      amount: "5 EUR",
    };
    expect(withheld(asked)).toEqual({
      id: "ep-1",
      secret: withheldText,
      previousSecret: null,
      keys: withheldText,
      people: [{ name: "Ada", password: withheldText, sessionToken: withheldText }],
      amount: "5 EUR",
    });
    const opening = ["https://a.example/portal/#acme.l1.s", "/portal/embed/acme#acme.l1.s"];
    expect(withheld(opening)).toEqual([withheldText, withheldText]);
    const shown = ["https://a.example/portal/plan", "/portal/#", "https://a.example/#portal/x"];
    expect(withheld(shown)).toEqual(shown);
    expect([withheld(null), withheld(7), withheld("secret")]).toEqual([null, 7, "secret"]);
  });

  it("is a digest where it is long", () => {
    const long = { text: "x".repeat(sideLengthMax) };
    expect(keptSide(long, (text) => `digest of ${text.length}`)).toEqual({
      sha256: `digest of ${sideLengthMax + 11}`,
      characters: sideLengthMax + 11,
    });
    expect(keptSide(undefined, () => "")).toBeNull();
  });
});

describe("what is told", () => {
  it("is every action that changes something, but for what machines send by the thousand", () => {
    expect(actions.filter((action) => !isReading(action) && !isAudited(action))).toEqual([
      "customer-keys.check",
      "usage.write",
      "entitlements.use",
    ]);
    expect(actions.filter((action) => isReading(action) && isAudited(action))).toEqual([]);
  });
});
