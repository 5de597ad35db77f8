import { type Fault, pathTo } from "../../fault/fault.ts";
import { compare } from "../../money/decimal.ts";
import { shareOf } from "../../money/percent.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Sla } from "../sla.ts";

function creditFaults({ uptime, credits = [] }: Sla, path: string): readonly Fault[] {
  if (credits.length > 0 && uptime === undefined) {
    const message = "a credit for low uptime needs the uptime that is promised";
    return [{ code: "credit-without-uptime", path, message, suggestion: 'write uptime: "99.9%"' }];
  }
  return credits.flatMap((step, index): Fault[] => {
    const at = pathTo(path, "credits", index, "below");
    const before = credits[index - 1];
    const limit = shareOf(step.below);
    if (before === undefined && uptime !== undefined && compare(limit, shareOf(uptime)) > 0) {
      const message = `a credit is due below ${step.below}, though only ${uptime} is promised`;
      return [{ code: "credit-above-uptime", path: at, message, value: step.below }];
    }
    if (before === undefined || compare(limit, shareOf(before.below)) < 0) return [];
    const message = "credits go from the highest uptime to the lowest";
    const suggestion = "sort the steps";
    return [{ code: "credits-out-of-order", path: at, message, value: step.below, suggestion }];
  });
}

function remedyFaults({ remedy, credit }: Sla, path: string): readonly Fault[] {
  if (remedy !== "credit" || credit !== undefined) return [];
  const message = "a breach is paid into a credit book that is not named";
  const suggestion = 'name the book under "credit"';
  return [{ code: "remedy-without-credit", path: pathTo(path, "remedy"), message, suggestion }];
}

/** Credits of a promise of service begin at the promise and go down from there, and have somewhere to go. */
export const slaCredits: ModelRule = {
  name: "sla-credits",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.slas).flatMap(([id, sla]) => {
      const path = pathTo("/slas", id);
      return [...creditFaults(sla, path), ...remedyFaults(sla, path)];
    }),
};
