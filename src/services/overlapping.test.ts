import { expect, it } from "vitest";
import { overlapping } from "./overlapping.ts";

it("answers in order, so many at a time", async () => {
  let running = 0;
  let most = 0;
  const doubled = await overlapping([1, 2, 3, 4, 5], 2, async (one) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return one * 2;
  });
  expect(doubled).toEqual([2, 4, 6, 8, 10]);
  expect(most).toBe(2);
});

it("lets the others of a group end before it fails, and begins no further group", async () => {
  const ended: number[] = [];
  const failing = overlapping([1, 2, 3, 4], 3, async (one) => {
    if (one === 1) throw new Error("on purpose");
    for (let turn = 0; turn < one; turn += 1) await Promise.resolve();
    ended.push(one);
  });
  await expect(failing).rejects.toThrow("on purpose");
  expect(ended).toEqual([2, 3]);
});
