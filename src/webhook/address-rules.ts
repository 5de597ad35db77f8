/** An IP address as a number, and how many bits it has. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** A range of addresses, `10.0.0.0/8`. */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly value: bigint;
  readonly prefix: number;
}

/** Ranges that no message is sent to unless the server's settings allow it, by the IANA registries of special addresses. */
export const refusedRanges: Readonly<Record<string, string>> = {
  "0.0.0.0/8": "this network",
  "10.0.0.0/8": "private",
  "100.64.0.0/10": "shared by a carrier (CGNAT)",
  "127.0.0.0/8": "loopback",
  "169.254.0.0/16": "link-local, metadata of clouds among it",
  "172.16.0.0/12": "private",
  "192.0.0.0/24": "protocol assignments",
  "192.0.2.0/24": "documentation",
  "192.31.196.0/24": "AS112",
  "192.52.193.0/24": "AMT",
  "192.88.99.0/24": "6to4 relays",
  "192.168.0.0/16": "private",
  "192.175.48.0/24": "AS112",
  "198.18.0.0/15": "benchmarks",
  "198.51.100.0/24": "documentation",
  "203.0.113.0/24": "documentation",
  "224.0.0.0/4": "multicast",
  "240.0.0.0/4": "reserved, broadcast among it",
  // Of IPv6 only global unicast is sent to, so nothing outside of 2000::/3; what is special inside of it:
  "::/3": "not global unicast: unspecified, loopback, v4-mapped, NAT64",
  "4000::/2": "not global unicast",
  "8000::/1": "not global unicast: unique local, link-local, multicast",
  "2001::/23": "protocol assignments, Teredo among them",
  "2001:db8::/32": "documentation",
  "2002::/16": "6to4, which holds any IPv4 address",
  "2620:4f:8000::/48": "AS112",
  "3fff::/20": "documentation",
};

/** Reads an IPv4 or IPv6 address without brackets; undefined where it is none. A zone (`%eth0`) makes it none. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(":")) {
    const value = readV4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = readV6(text);
  return value === undefined ? undefined : { bits: 128, value };
}

function readV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part)))
    return undefined;
  if (parts.some((part) => Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function readV6(text: string): bigint | undefined {
  const dotted = /^(.*:)([0-9.]+\.[0-9.]+)$/.exec(text);
  if (dotted !== null) {
    const [, before = "", last = ""] = dotted;
    const tail = readV4(last);
    if (tail === undefined) return undefined;
    return readV6(`${before}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`);
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left = "", right] = halves;
  const groupsOf = (half: string): readonly string[] => (half === "" ? [] : half.split(":"));
  const head = groupsOf(left);
  const tail = groupsOf(right ?? "");
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => "0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** Reads a range such as `10.0.0.0/8`, or a single address; undefined where it is none. */
export function parseRange(text: string): AddressRange | undefined {
  const [base = "", length, ...more] = text.split("/");
  const address = parseAddress(base);
  if (address === undefined || more.length > 0) return undefined;
  if (length === undefined) return { ...address, prefix: address.bits };
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > address.bits) return undefined;
  return { ...address, prefix: Number(length) };
}

/** Whether a range has an address in it. */
export function isWithin({ bits, value, prefix }: AddressRange, address: Address): boolean {
  if (bits !== address.bits) return false;
  const shift = BigInt(bits - prefix);
  return value >> shift === address.value >> shift;
}

const refused: readonly { readonly range: AddressRange; readonly why: string }[] = Object.entries(
  refusedRanges,
).flatMap(([text, why]) => {
  const range = parseRange(text);
  return range === undefined ? [] : [{ range, why }];
});

/** A v4-mapped address is the IPv4 address that it maps. */
const unmapped = (address: Address): Address =>
  address.bits === 128 && address.value >> 32n === 0xffffn
    ? { bits: 32, value: address.value & 0xffffffffn }
    : address;

/**
 * Why nothing is sent to an address; undefined where it may be sent to. `allowed` are the ranges that the server's settings
 * open, which go before the rules; a v4-mapped address counts as the one that it maps.
 */
export function addressRefusal(
  text: string,
  allowed: readonly AddressRange[] = [],
): string | undefined {
  const given = parseAddress(text);
  if (given === undefined) return "no address";
  if (isAllowed(text, allowed)) return undefined;
  return refused.find(({ range }) => isWithin(range, given))?.why;
}

/** Whether the server's settings open an address. */
export function isAllowed(text: string, allowed: readonly AddressRange[]): boolean {
  const given = parseAddress(text);
  if (given === undefined) return false;
  return allowed.some((range) => isWithin(range, given) || isWithin(range, unmapped(given)));
}
