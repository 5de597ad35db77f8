import fc from "fast-check";
import { expect, it } from "vitest";
import { property } from "../../test/property.ts";
import { createDueQueue, type Turn } from "./due-queue.ts";

const turns = fc.array(
  fc.record({ at: fc.integer({ min: 0, max: 20 }), customer: fc.constantFrom("a", "b", "c", "d") }),
);
const inOrder = (left: Turn, right: Turn): number =>
  left.at - right.at ||
  (left.customer < right.customer ? -1 : left.customer > right.customer ? 1 : 0);

function takeAll(queue: ReturnType<typeof createDueQueue>, now: number): Turn[] {
  const taken: Turn[] = [];
  for (let turn = queue.takeDue(now); turn !== undefined; turn = queue.takeDue(now))
    taken.push(turn);
  return taken;
}

it("gives turns by time, then customer, and only those that are due", () => {
  property(
    fc.property(turns, fc.integer({ min: 0, max: 20 }), (some, now) => {
      const queue = createDueQueue();
      for (const turn of some) queue.push(turn);
      const due = some.filter((turn) => turn.at <= now).sort(inOrder);
      expect(takeAll(queue, now)).toEqual(due);
      expect(queue.size()).toBe(some.length - due.length);
      expect(takeAll(queue, 20)).toHaveLength(some.length - due.length);
    }),
  );
});

it("keeps its order while turns come and go", () => {
  property(
    fc.property(turns, turns, (some, more) => {
      const queue = createDueQueue();
      for (const turn of some) queue.push(turn);
      const first = queue.takeDue(20);
      for (const turn of more) queue.push(turn);
      const rest = [...some].sort(inOrder).slice(first === undefined ? 0 : 1);
      expect(takeAll(queue, 20)).toEqual([...rest, ...more].sort(inOrder));
    }),
  );
});
