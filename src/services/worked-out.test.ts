import { expect, it } from "vitest";
import { workOutOnce } from "./worked-out.ts";

it("works a question out once of each thing, and lets go of what was asked longest ago", () => {
  const worked: string[] = [];
  const out = workOutOnce<object, string>(2);
  const ask = (from: object, question: string) =>
    out(from, question, () => {
      worked.push(question);
      return `${question} ${worked.length}`;
    });
  const [one, other] = [{}, {}];
  expect([ask(one, "a"), ask(one, "b"), ask(one, "a"), ask(other, "a")]).toEqual([
    "a 1",
    "b 2",
    "a 1",
    "a 3",
  ]);
  ask(one, "c");
  expect([ask(one, "a"), ask(one, "b")]).toEqual(["a 1", "b 5"]);
});
