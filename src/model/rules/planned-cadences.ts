import { type Fault, pathTo } from "../../fault/fault.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import type { Segment, SegmentPurchase } from "../segment.ts";

/** The cadence that a purchase is paid at, or why there is none. What is paid by use alone takes any. */
function cadenceOf(
  { plan, cadence }: SegmentPurchase,
  model: Model,
  path: string,
): { readonly cadence: string | undefined } | { readonly fault: Fault } {
  const sold = declared(model.plans, plan ?? "");
  const offered = Object.keys(sold?.prices ?? {});
  const [only] = offered;
  const suggestion = `one of ${offered.join(", ")}`;
  if (cadence === undefined)
    return offered.length < 2
      ? { cadence: only }
      : {
          fault: {
            code: "cadence-needed",
            path,
            message: `"${sold?.name}" has several prices; say which`,
            suggestion: `write cadence: ${suggestion}`,
          },
        };
  if (sold === undefined || offered.length === 0 || offered.includes(cadence)) return { cadence };
  return {
    fault: {
      code: "cadence-not-offered",
      path: pathTo(path, "cadence"),
      message: `"${sold.name}" has no ${cadence} price`,
      value: cadence,
      suggestion,
    },
  };
}

/** Add-ons are paid as their plan is, where they have several prices. */
function addonFaults(
  { addons }: SegmentPurchase,
  cadence: string | undefined,
  model: Model,
  path: string,
): readonly Fault[] {
  return Object.keys(addons ?? {}).flatMap((id) => {
    const addon = declared(model.addons, id);
    const offered = Object.keys(addon?.prices ?? {});
    if (addon === undefined || offered.length < 2 || offered.includes(cadence ?? "")) return [];
    return [
      {
        code: "cadence-not-offered",
        path: pathTo(path, "addons", id),
        message: `add-ons are paid as their plan is, and "${addon.name}" has no ${cadence ?? "such"} price`,
        value: id,
        suggestion: `buy the plan at one of ${offered.join(", ")}`,
      },
    ];
  });
}

/** What is sold once is paid once, and a licence says itself how its maintenance is paid. */
const strayCadence = (path: string): Fault => ({
  code: "term-does-not-apply",
  path: pathTo(path, "cadence"),
  message: "only a plan has prices by cadence",
  suggestion: "leave it out",
});

/** What the customers of a plan buy has a price for the months that they pay for. */
export const plannedCadences: ModelRule = {
  name: "planned-cadences",
  severity: "fault",
  needsSound: "surroundings",
  find: (model: Model) =>
    entriesOf<Segment>(model.segments).flatMap(([segment, { purchases }]) =>
      entriesOf<SegmentPurchase>(purchases).flatMap(([id, purchase]): readonly Fault[] => {
        const path = pathTo("/segments", segment, "purchases", id);
        const { plan, bundle, cadence } = purchase;
        // Of a bundle another rule says the same.
        if (plan === undefined)
          return cadence === undefined || bundle !== undefined ? [] : [strayCadence(path)];
        const paid = cadenceOf(purchase, model, path);
        return "fault" in paid ? [paid.fault] : addonFaults(purchase, paid.cadence, model, path);
      }),
    ),
};
