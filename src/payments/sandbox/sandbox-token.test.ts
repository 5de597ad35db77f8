import { describe, expect, it } from "vitest";
import { noon } from "../intent.fixture.ts";
import { secret } from "../secret.ts";
import { readToken, type SandboxToken, signToken } from "./sandbox-token.ts";

const key = secret("a-very-secret-key");
const token: SandboxToken = {
  kind: "set-up",
  tenant: "acme",
  until: noon,
  customerReference: "sandbox-customer-acme.c-1",
  kinds: ["card"],
  successUrl: "https://acme.example/thanks",
  cancelUrl: "https://acme.example/account",
};
const asked = { tenant: "acme", now: noon - 1 };

describe("the token of a page", () => {
  it("says what was signed, until it is past and to its own tenant only", () => {
    const text = signToken(token, key);
    expect(readToken(text, key, asked)).toEqual(token);
    expect(readToken(text, key, { ...asked, now: noon })).toBeUndefined();
    expect(readToken(text, key, { ...asked, tenant: "other" })).toBeUndefined();
  });

  it("says nothing where it was signed with another key, was changed, or is no token", () => {
    const text = signToken(token, key);
    const [, signature = ""] = text.split(".");
    const other = { ...token, successUrl: "https://evil.example/" };
    const forged = Buffer.from(JSON.stringify(other)).toString("base64url");
    for (const wrong of [
      signToken(token, secret("another key")),
      `${forged}.${signature}`,
      `${text}.${signature}`,
      `${text}A`,
      text.slice(0, -3),
      signature,
      ".",
      "",
    ])
      expect(readToken(wrong, key, asked), wrong).toBeUndefined();
  });
});
