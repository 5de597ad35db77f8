import { describe, expect, it } from "vitest";
import { attemptsMax, attemptWindowMs, createSignInAttempts, placeOf } from "./sign-in-attempts.ts";

/** How many tries are let through of some more than are allowed. */
const letThrough = (begin: (index: number) => boolean): number =>
  Array.from({ length: attemptsMax.address + 5 }, (_, index) => begin(index)).filter(Boolean)
    .length;

describe("tries to sign in", () => {
  it("are few for one person, wherever they come from", () => {
    const attempts = createSignInAttempts();
    expect(letThrough((index) => attempts.begin("ada", `192.0.2.${index}`, 0))).toBe(
      attemptsMax.person,
    );
    expect(attempts.begin("ada", "198.51.100.1", attemptWindowMs - 1)).toBe(false);
    expect(attempts.begin("ada", "198.51.100.1", attemptWindowMs)).toBe(true);
  });

  it("are bounded from one address, whoever they are for, and keep nobody else out", () => {
    const attempts = createSignInAttempts();
    expect(letThrough((index) => attempts.begin(`person ${index}`, "192.0.2.1", 0))).toBe(
      attemptsMax.address,
    );
    expect(letThrough(() => attempts.begin("ada", "192.0.2.1", 0))).toBe(0);
    expect(attempts.begin("ada", "192.0.2.2", 0)).toBe(true);
  });

  it("start anew for who got in, but do not forgive an address its other tries", () => {
    const attempts = createSignInAttempts();
    const tried = letThrough((index) => {
      if (index % 4 === 0 && attempts.begin("eve", "192.0.2.1", 0))
        attempts.succeed("eve", "192.0.2.1");
      return attempts.begin(`person ${index}`, "192.0.2.1", 0);
    });
    expect(tried).toBe(attemptsMax.address);
    expect(attempts.begin("eve", "192.0.2.9", 0)).toBe(true);
  });
});

describe("an address", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:0:1:aaaa::1", "2001:db8:0:1"],
    ["2001:0DB8::1", "2001:db8:0:0"],
    ["2001:db8:0:1:1:2:3:4", "2001:db8:0:1"],
    ["::1", "0:0:0:0"],
    ["", ""],
  ])("%s counts as %s", (address, place) => expect(placeOf(address)).toBe(place));
});
