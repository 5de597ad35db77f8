import { BlockList, isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { addressRefusal, parseAddress, parseRange, refusedRanges } from "./address-rules.ts";

const octets = (value: number): string =>
  [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
const hextets = (value: bigint): string =>
  Array.from({ length: 8 }, (_, place) =>
    ((value >> BigInt(112 - 16 * place)) & 0xffffn).toString(16),
  ).join(":");

/** Node's own lists of blocked addresses, filled with the ranges that must never be reached. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [base, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  special.ipv4.addSubnet(base, prefix, "ipv4");
for (const [base, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["::ffff:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
  ["2001::", 32],
  ["2002::", 16],
] as const)
  special.ipv6.addSubnet(base, prefix, "ipv6");

const v4 = fc.integer({ min: 0, max: 0xffffffff }).map(octets);
const v6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map(hextets);
const inside = fc.constantFrom(...Object.keys(refusedRanges)).chain((text) => {
  const range = parseRange(text) ?? { bits: 32 as const, value: 0n, prefix: 0 };
  const free = BigInt(range.bits - range.prefix);
  return fc.bigInt({ min: 0n, max: (1n << free) - 1n }).map((offset) => {
    const value = range.value + offset;
    return range.bits === 32 ? octets(Number(value)) : hextets(value);
  });
});

describe("which addresses nothing is sent to", () => {
  it("refuses every address of every range that it lists", () => {
    property(
      fc.property(inside, (address) => {
        expect(addressRefusal(address)).toBeDefined();
      }),
    );
  });

  it("refuses all that Node's own lists of special addresses has", () => {
    property(
      fc.property(fc.oneof(v4, v6, inside), (address) => {
        const family = isIPv4(address) ? "ipv4" : "ipv6";
        if (special[family].check(address, family))
          expect(addressRefusal(address), address).toBeDefined();
      }),
      1_000,
    );
  });

  it("refuses every IPv4 address that is hidden in an IPv6 one", () => {
    property(
      fc.property(v4, (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
        const high = ((a << 8) | b).toString(16);
        const low = ((c << 8) | d).toString(16);
        for (const hidden of [
          `::ffff:${address}`,
          `::ffff:${high}:${low}`,
          `::${address}`,
          `64:ff9b::${high}:${low}`,
          `2002:${high}:${low}::1`,
        ])
          expect(addressRefusal(hidden), hidden).toBeDefined();
      }),
    );
  });

  it("sends to public addresses", () => {
    for (const address of ["1.1.1.1", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "2a00:1450::5"])
      expect(addressRefusal(address), address).toBeUndefined();
  });

  it("says why", () => {
    expect(addressRefusal("127.0.0.1")).toBe("loopback");
    expect(addressRefusal("169.254.169.254")).toContain("metadata");
    expect(addressRefusal("localhost")).toBe("no address");
    expect(addressRefusal("fe80::1%eth0")).toBe("no address");
  });

  it("opens what the settings allow, mapped or not, and nothing beside it", () => {
    const allowed = ["127.0.0.0/8", "fd00::/8"].flatMap((text) => parseRange(text) ?? []);
    expect(addressRefusal("127.1.2.3", allowed)).toBeUndefined();
    expect(addressRefusal("::ffff:127.0.0.1", allowed)).toBeUndefined();
    expect(addressRefusal("fd12::1", allowed)).toBeUndefined();
    expect(addressRefusal("10.0.0.1", allowed)).toBe("private");
    expect(addressRefusal("::1", allowed)).toBeDefined();
  });

  it("reads addresses as Node does, but for zones", () => {
    const odd = fc.string({
      unit: fc.constantFrom(..."0123456789abcdef:.".split("")),
      maxLength: 24,
    });
    property(
      fc.property(fc.oneof(v4, v6, odd), (text) => {
        expect(parseAddress(text) !== undefined, text).toBe(isIPv4(text) || isIPv6(text));
      }),
      1_000,
    );
  });

  it("reads ranges, and refuses what is none", () => {
    expect(parseRange("10.0.0.0/8")).toEqual({ bits: 32, value: 10n << 24n, prefix: 8 });
    expect(parseRange("::1")).toEqual({ bits: 128, value: 1n, prefix: 128 });
    for (const text of ["", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "::/129", "x", "1.2.3/8"])
      expect(parseRange(text), text).toBeUndefined();
  });
});
