import { describe, expect, it } from "vitest";
import { faultsOf } from "../fault/fault.ts";
import { openIdSettings } from "./open-id-settings.ts";

const whole = {
  issuer: "https://login.example.com",
  clientId: "florin",
  clientSecret: "a secret",
  origin: "https://billing.example.com",
};

describe("settings of sign-in by a provider", () => {
  it("are whole or not there", () => {
    expect(openIdSettings({})).toEqual({ ok: true, value: undefined });
    expect(openIdSettings(whole)).toEqual({ ok: true, value: whole });
    expect(
      openIdSettings({ ...whole, domains: " Acme.example, b.example,", role: "analyst" }),
    ).toEqual({
      ok: true,
      value: {
        ...whole,
        newcomers: { domains: ["acme.example", "b.example"], role: "analyst" },
      },
    });
  });

  it.each([
    [{ clientSecret: undefined }, "setting-missing FLORIN_OPENID_CLIENT_SECRET"],
    [{ issuer: undefined }, "setting-missing FLORIN_OPENID_ISSUER"],
    [{ origin: undefined }, "setting-missing FLORIN_ORIGIN"],
    [{ domains: "acme.example" }, "setting-missing FLORIN_OPENID_ROLE"],
    [{ issuer: "http://login.example.com" }, "invalid-url FLORIN_OPENID_ISSUER"],
    [{ issuer: "http://127.0.0.1.evil.example" }, "invalid-url FLORIN_OPENID_ISSUER"],
    [{ origin: "billing" }, "invalid-url FLORIN_ORIGIN"],
  ])("are refused with %j", (more, refusal) => {
    const faults = faultsOf(openIdSettings({ ...whole, ...more }));
    expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([refusal]);
  });

  it("may name a provider on this machine without TLS", () => {
    for (const issuer of ["http://localhost:3000", "http://127.0.0.1:1", "http://[::1]:1"])
      expect(openIdSettings({ ...whole, issuer }).ok).toBe(true);
  });
});
