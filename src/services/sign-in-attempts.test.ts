import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../store/test-database.fixture.ts";
import { attemptsMax, attemptWindowMs, createSignInAttempts, placeOf } from "./sign-in-attempts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

/** As two processes of one installation count. */
const processes = () =>
  [0, 1].map(() => createSignInAttempts(database.store.pool, (text) => `hash of ${text}`));

/** How many tries are let through of some more than are allowed, made by each process in turn. */
async function letThrough(
  begin: (attempts: ReturnType<typeof createSignInAttempts>, index: number) => Promise<boolean>,
): Promise<number> {
  const [one, other] = processes();
  let through = 0;
  for (let index = 0; index < attemptsMax.address + 5; index += 1) {
    const attempts = index % 2 === 0 ? one : other;
    if (attempts !== undefined && (await begin(attempts, index))) through += 1;
  }
  return through;
}

describe("tries to sign in", () => {
  it("are few for one person, wherever they come from and whichever process is asked", async () => {
    const tried = await letThrough((attempts, index) =>
      attempts.begin("ada", `192.0.2.${index}`, 0),
    );
    expect(tried).toBe(attemptsMax.person);
    const [attempts] = processes();
    const later = (now: number) => attempts?.begin("ada", "198.51.100.1", now);
    expect(await later(attemptWindowMs - 1)).toBe(false);
    expect(await later(attemptWindowMs)).toBe(true);
  });

  it("are bounded from one address, whoever they are for, and keep nobody else out", async () => {
    const from = "192.0.2.101";
    const tried = (index: number) => `person ${index}`;
    expect(await letThrough((one, index) => one.begin(tried(index), from, 0))).toBe(
      attemptsMax.address,
    );
    expect(await letThrough((one) => one.begin("bob", from, 0))).toBe(0);
    const [attempts] = processes();
    expect(await attempts?.begin("bob", "192.0.2.102", 0)).toBe(true);
  });

  it("are no more than are allowed where all come at once", async () => {
    const [attempts] = processes();
    const begun = Array.from({ length: 20 }, (_, n) => attempts?.begin("eve", `203.0.113.${n}`, 0));
    expect((await Promise.all(begun)).filter(Boolean)).toHaveLength(attemptsMax.person);
  });

  it("start anew for who got in, but do not forgive an address its other tries", async () => {
    const from = "192.0.2.103";
    const tried = await letThrough(async (attempts, index) => {
      if (index % 4 === 0 && (await attempts.begin("kim", from, 0)))
        await attempts.succeed("kim", from);
      return attempts.begin(`one ${index}`, from, 0);
    });
    expect(tried).toBe(attemptsMax.address);
    const [attempts] = processes();
    expect(await attempts?.begin("kim", "192.0.2.104", 0)).toBe(true);
  });

  it("are forgotten once they count no more, and name nobody until then", async () => {
    const { pool } = database.store;
    const [attempts] = processes();
    await attempts?.begin("lin", "192.0.2.105", 9 * attemptWindowMs);
    const { rows } = await pool.query("select who from sign_in_tries order by who");
    expect(rows).toEqual([{ who: "hash of address 192.0.2.105" }, { who: "hash of person lin" }]);
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
