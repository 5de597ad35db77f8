import { describe, expect, it } from "vitest";
import { createSealer } from "./sealer.ts";

const sealer = createSealer(new Uint8Array(32).fill(7));
const context = "acme/stripe/secret";

describe("a sealed secret", () => {
  it("opens under the same installation and context, and is never sealed alike twice", () => {
    const sealed = sealer.seal("sk_test_1", context);
    expect(sealed).not.toContain("sk_test_1");
    expect(sealer.seal("sk_test_1", context)).not.toBe(sealed);
    expect(sealer.open(sealed, context)).toBe("sk_test_1");
    expect(sealer.open(sealer.seal("", context), context)).toBe("");
  });

  it("does not open elsewhere, nor under another installation's secret", () => {
    const sealed = sealer.seal("sk_test_1", context);
    expect(sealer.open(sealed, "zeta/stripe/secret")).toBeUndefined();
    expect(createSealer(new Uint8Array(32)).open(sealed, context)).toBeUndefined();
  });

  it("does not open once a single bit was changed", () => {
    const [version = "", text = ""] = sealer.seal("sk_test_1", context).split(".");
    const bytes = Buffer.from(text, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(sealer.open(`${version}.${changed.toString("base64url")}`, context)).toBeUndefined();
    }
    for (const text of ["", "v1.", "v2.AAAA", "v1.AAAA", "nonsense"])
      expect(sealer.open(text, context)).toBeUndefined();
  });
});
