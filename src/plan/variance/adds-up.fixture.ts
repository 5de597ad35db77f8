import { expect } from "vitest";
import { varianceParts } from "./split-variance.ts";
import type { VarianceNode } from "./variance-tree.ts";

/** Expects that parts add up to a variance, and children to each of its parts, all the way down and to the last digit. */
export function expectAddsUp(node: VarianceNode): void {
  const sum = varianceParts.reduce((total, part) => total + node.parts[part], 0);
  expect([node.id, sum]).toEqual([node.id, node.actual - node.plan]);
  expect(Number.isSafeInteger(node.plan) && Number.isSafeInteger(node.actual)).toBe(true);
  if (node.children.length > 0)
    for (const part of varianceParts)
      expect([node.id, node.children.reduce((total, one) => total + one.parts[part], 0)]).toEqual([
        node.id,
        node.parts[part],
      ]);
  for (const one of node.children) expectAddsUp(one);
}
