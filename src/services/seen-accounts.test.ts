import { expect, it } from "vitest";
import { lookAgain } from "./seen-accounts.ts";

it("looks again only at accounts that are others, that no longer hold, or that were not seen", async () => {
  const looked: string[] = [];
  const look = async (customers: readonly string[]) => {
    looked.push(customers.join(" "));
    return new Map(
      customers.filter((id) => id !== "none").map((id) => [id, `${id} ${looked.length}`]),
    );
  };
  const stampsOf = (...told: readonly string[]) =>
    told.map((one) => {
      const [customer = "", stamp = ""] = one.split(" ");
      return { customer, stamp };
    });
  const first = await lookAgain(stampsOf("a 1", "b 1", "none 1"), new Map(), { look, atOnce: 2 });
  expect(looked).toEqual(["a b", "none"]);
  const later = stampsOf("b 1", "c 1", "none 1", "a 2");
  const second = await lookAgain(later, first, {
    look,
    atOnce: 2,
    holds: (found) => found !== "b 1",
  });
  expect(looked.slice(2)).toEqual(["b c", "a"]);
  expect([...second].map(([customer, { found }]) => [customer, found])).toEqual([
    ["b", "b 3"],
    ["c", "c 3"],
    ["none", undefined],
    ["a", "a 4"],
  ]);
  const ended = AbortSignal.abort(new Error("over"));
  await expect(lookAgain(later, first, { look, atOnce: 2, ending: ended })).rejects.toThrow("over");
  expect(looked).toHaveLength(4);
});
