import { type Fault, pathTo } from "../../fault/fault.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Segment } from "../segment.ts";

const sellable = ["plan", "addon", "offer", "licence", "bundle"] as const;

function notOne(part: object, path: string, what: string): readonly Fault[] {
  const given = sellable.filter((field) => Object.hasOwn(part, field));
  if (given.length === 1) return [];
  const message =
    given.length === 0 ? `${what} names what it is for` : `${what} is for one thing, not several`;
  return [{ code: "names-not-one", path, message, suggestion: "name one plan, offer or licence" }];
}

/** A part of a bundle, an option to buy and a purchase of a segment are each for exactly one thing. */
export const oneThingNamed: ModelRule = {
  name: "one-thing-named",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...entriesOf(model.bundles).flatMap(([id, { parts }]) =>
      parts.flatMap((part, index) =>
        notOne(part, pathTo("/bundles", id, "parts", index), "a part of a bundle"),
      ),
    ),
    ...entriesOf(model.contracts).flatMap(([id, { options = [] }]) =>
      options.flatMap((option, index) =>
        notOne(option, pathTo("/contracts", id, "options", index), "an option to buy"),
      ),
    ),
    ...entriesOf<Segment>(model.segments).flatMap(([id, { purchases }]) =>
      entriesOf(purchases).flatMap(([own, purchase]) =>
        notOne(purchase, pathTo("/segments", id, "purchases", own), "a purchase of a segment"),
      ),
    ),
  ],
};
