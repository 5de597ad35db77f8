import { type Fault, pathTo } from "../../fault/fault.ts";
import { equals, one, sum } from "../../money/decimal.ts";
import { type Percent, percentText, shareOf } from "../../money/percent.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";

function notWhole(
  parts: readonly Percent[] | undefined,
  path: string,
  what: string,
): readonly Fault[] {
  if (parts === undefined) return [];
  const total = sum(parts.map(shareOf));
  if (equals(total, one)) return [];
  const message = `${what} add to 100%, these add to ${percentText(total)}`;
  return [{ code: "parts-not-whole", path, message, value: percentText(total) }];
}

/** What is earned with its milestones is not earned by day. */
const earnedTwice = (
  milestones: unknown,
  earnedOverMonths: number | undefined,
  path: string,
): readonly Fault[] =>
  milestones === undefined || earnedOverMonths === undefined
    ? []
    : [
        {
          code: "earned-twice",
          path,
          message: "this is earned with its milestones, so it is not earned by day as well",
          value: earnedOverMonths,
          suggestion: "leave the months out, or the milestones",
        },
      ];

/** What divides a whole adds up to it: both sides of a split, the milestones of a project, ways of delivery. */
export const partsOfAWhole: ModelRule = {
  name: "parts-of-a-whole",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) => [
    ...entriesOf(model.shares).flatMap(([id, { split }]) =>
      notWhole(split && [split.us, split.partner], pathTo("/shares", id, "split"), "both parts"),
    ),
    ...entriesOf(model.offers).flatMap(([id, { milestones, deliveryMix, earnedOverMonths }]) => [
      ...notWhole(
        milestones?.map(({ share }) => share),
        pathTo("/offers", id, "milestones"),
        "milestones",
      ),
      ...earnedTwice(milestones, earnedOverMonths, pathTo("/offers", id, "earnedOverMonths")),
      ...notWhole(
        deliveryMix && Object.values(deliveryMix),
        pathTo("/offers", id, "deliveryMix"),
        "ways of delivery",
      ),
    ]),
  ],
};
