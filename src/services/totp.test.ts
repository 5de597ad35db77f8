import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { base32, totpCode, totpStep, totpStepOf } from "../access/totp.ts";

const hmac = (counter: Uint8Array) =>
  createHmac("sha1", "12345678901234567890").update(counter).digest();

describe("a one-time code", () => {
  // RFC 6238, appendix B: eight digits there, of which six are ours.
  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("at %i seconds ends in the RFC's digits", (seconds, code) => {
    expect(totpCode(hmac, totpStep(seconds * 1_000))).toBe(code.slice(2));
  });

  it("is taken a step aside, never two, and once", () => {
    const at = 1_111_111_111_000;
    const code = totpCode(hmac, totpStep(at));
    expect(totpStepOf(hmac, code, at, 0)).toBe(totpStep(at));
    expect(totpStepOf(hmac, code, at + 30_000, 0)).toBe(totpStep(at));
    expect(totpStepOf(hmac, code, at + 60_000, 0)).toBeUndefined();
    expect(totpStepOf(hmac, code, at, totpStep(at))).toBeUndefined();
    expect(totpStepOf(hmac, "", at, 0)).toBeUndefined();
  });
});

// RFC 4648, section 10.
it.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("%j in base32 is %s", (text, coded) => {
  expect(base32(Buffer.from(text))).toBe(coded);
});
