import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { scrub, secret } from "./secret.ts";

describe("a secret", () => {
  const key = secret("hunter2-hunter2");

  it("is shown by no printer, and given to who asks for it", () => {
    const shown = [
      String(key),
      `${key}`,
      JSON.stringify({ key }),
      inspect({ key }, { depth: 9, showHidden: true }),
      Object.values(key).join(),
    ];
    for (const text of shown) expect(text).not.toContain("hunter2");
    expect(key.reveal()).toBe("hunter2-hunter2");
  });
});

describe("a provider's words", () => {
  it.each([
    "Invalid API Key provided: sk_live_abcDEF123",
    "key rk_test_51Habc",
    "signed with whsec_abc+/DEF=",
    "secret pi_3Abc_secret_9Xyz",
    "Authorization: Bearer abc.def.ghi",
    "header t=1760000000,v1=00ff00ff00ff",
    "card 4242 4242 4242 4242 and 4000-0566-5566-5556",
    "account 000123456789",
  ])("are clean of %s", (text) => {
    const clean = scrub(text);
    expect(clean).not.toMatch(/sk_live|rk_test|whsec|_secret_|abc\.def|00ff|4242|5556|123456789/);
    expect(clean).toMatch(/\[(secret|number)\]/);
  });

  it("are clean of a given secret of any form, and short", () => {
    expect(scrub("with hunter2!", [secret("hunter2"), secret("")])).toBe("with [secret]!");
    expect(scrub("x".repeat(1_000))).toHaveLength(300);
    expect(scrub("No such customer: 'cus_123'")).toBe("No such customer: 'cus_123'");
  });
});
