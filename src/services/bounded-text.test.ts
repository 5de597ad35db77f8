import { expect, test } from "vitest";
import { boundedText } from "./bounded-text.ts";

async function* chunks(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

test("a body as long as the limit is read, whatever chunks a character lies across", async () => {
  const [first, second] = [Buffer.from("€").subarray(0, 1), Buffer.from("€").subarray(1)];
  async function* halves() {
    yield first;
    yield second;
  }
  expect(await boundedText(halves(), 3)).toBe("€");
  expect(await boundedText(chunks("ab", "c"), 3)).toBe("abc");
});

test("of a longer body no more is read than it takes to know", async () => {
  const body = chunks("ab", "cd", "ef");
  expect(await boundedText(body, 3)).toBe("");
  expect((await body.next()).done).toBe(true);
});
