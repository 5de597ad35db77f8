import { describe, expect, it } from "vitest";
import { askingAddress } from "./asking-address.ts";

describe("the address of who asks", () => {
  it.each([
    ["203.0.113.9", undefined, "203.0.113.9"],
    ["203.0.113.9", "198.51.100.7", "203.0.113.9"],
    ["127.0.0.1", undefined, "127.0.0.1"],
    ["127.0.0.1", "", "127.0.0.1"],
    ["127.0.0.1", "198.51.100.7", "198.51.100.7"],
    ["::1", "10.9.8.7, 198.51.100.7", "198.51.100.7"],
    ["::ffff:127.0.0.1", ["10.9.8.7", "2001:db8::1"], "2001:db8::1"],
    ["127.0.0.1.evil", "198.51.100.7", "127.0.0.1.evil"],
  ])("by %s with X-Forwarded-For %j is %s", (socket, forwarded, address) =>
    expect(askingAddress(socket, forwarded)).toBe(address),
  );
});
