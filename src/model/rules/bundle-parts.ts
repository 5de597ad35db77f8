import { type Fault, pathTo } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import { type Bundle, type BundlePart, bundlePartId } from "../bundle.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";

/** A bundle that could not be bought, whoever bought it. What a part sells for alone is looked at where it is bought. */
export const bundleParts: ModelRule = {
  name: "bundle-parts",
  severity: "fault",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf(model.bundles).flatMap(([id, bundle]) => {
      const path = pathTo("/bundles", id);
      const parts = bundle.parts.flatMap((part, index) =>
        partFaults(part, bundle, model, pathTo(path, "parts", index)),
      );
      return [
        ...parts,
        ...twiceNamed(bundle, path),
        ...residuals(bundle, path),
        ...withoutPlan(bundle, path),
        ...regularFaults(id, bundle, model, path),
      ];
    }),
};

function partFaults(
  part: BundlePart,
  { every }: Bundle,
  model: Model,
  path: string,
): readonly Fault[] {
  const { plan, addon, offer, licence, cadence, afterwards } = part;
  if (plan === undefined && addon === undefined) {
    const strays = (["cadence", "afterwards"] as const).filter((one) => part[one] !== undefined);
    const faults = strays.map((field) => onlyOfPlans(field, pathTo(path, field)));
    if (every === undefined) return faults;
    if (licence !== undefined) return [...faults, soldOnce("a licence", path)];
    const milestones = offer === undefined ? undefined : declared(model.offers, offer)?.milestones;
    return milestones === undefined ? faults : [...faults, soldOnce("a project", path)];
  }
  const field = afterwards === undefined ? "cadence" : "afterwards";
  if (every !== undefined && (afterwards ?? cadence) !== undefined)
    return [bundleDecides(field, pathTo(path, field))];
  return cadenceFaults(part, every ?? cadence, model, path);
}

function cadenceFaults(
  { plan, addon, standalone, residual, afterwards }: BundlePart,
  cadence: string | undefined,
  model: Model,
  path: string,
): readonly Fault[] {
  const item =
    plan === undefined ? declared(model.addons, addon ?? "") : declared(model.plans, plan);
  if (item === undefined) return [];
  const offered = Object.keys(item.prices ?? {});
  const list = offered.join(", ");
  if (cadence === undefined && offered.length !== 1)
    return [
      {
        code: "cadence-needed",
        path,
        message: "nothing says for how long the bundle's price pays for this part",
        suggestion: offered.length === 0 ? 'write cadence: "annual"' : `one of ${list}`,
      },
    ];
  const listed = afterwards === "renews" || (standalone === undefined && residual === undefined);
  if (cadence === undefined || !listed || offered.includes(cadence)) return [];
  return [
    {
      code: "cadence-not-offered",
      path,
      message: `this has no ${cadence} price, neither to weigh it by nor to go on at`,
      value: cadence,
      suggestion: offered.length === 0 ? "state what it sells for alone" : `one of ${list}`,
    },
  ];
}

const onlyOfPlans = (field: string, path: string): Fault => ({
  code: "only-of-plans",
  path,
  message: `what is sold once has no ${field}`,
  suggestion: `leave ${field} out`,
});

const soldOnce = (what: string, path: string): Fault => ({
  code: "sold-once",
  path,
  message: `${what} is sold once, and this bundle is sold again each period`,
  suggestion: "leave every out, and give the plans of the bundle a cadence",
});

const bundleDecides = (field: string, path: string): Fault => ({
  code: "bundle-decides",
  path,
  message: `the bundle's every says how long each part is paid for, so a part has no ${field}`,
  suggestion: `leave ${field} out, or every`,
});

/** Parts are bought under their names, so no two have one. */
function twiceNamed({ parts }: Bundle, path: string): readonly Fault[] {
  const names = parts.map(bundlePartId);
  return parts.flatMap((_, index) => {
    const name = names[index];
    if (name === undefined || names.indexOf(name) === index) return [];
    const message = "two parts of a bundle have one name";
    const suggestion = "give one of them an id of its own";
    return [
      { code: "part-twice", path: pathTo(path, "parts", index), message, value: name, suggestion },
    ];
  });
}

function residuals({ parts }: Bundle, path: string): readonly Fault[] {
  const at = (index: number) => pathTo(path, "parts", index, "residual");
  const left = parts.flatMap(({ residual }, index) => (residual === undefined ? [] : [index]));
  return [
    ...left.slice(1).map((index) => ({
      code: "more-than-one-residual",
      path: at(index),
      message: "only one part of a bundle can be priced by what the others leave",
      suggestion: "estimate what this one sells for alone",
    })),
    ...left
      .filter((index) => parts[index]?.standalone !== undefined)
      .map((index) => ({
        code: "standalone-or-residual",
        path: at(index),
        message: "a part has a stand-alone price, or what the others leave, not both",
        suggestion: "leave one of them out",
      })),
  ];
}

function withoutPlan({ parts, every }: Bundle, path: string): readonly Fault[] {
  if (parts.some(({ plan }) => plan !== undefined)) return [];
  const orphan = parts.findIndex(({ addon }) => addon !== undefined);
  if (orphan >= 0)
    return [
      {
        code: "bundle-without-plan",
        path: pathTo(path, "parts", orphan, "addon"),
        message: "an add-on goes with a plan, and this bundle has none",
        suggestion: "add the plan, or leave the add-on out",
      },
    ];
  if (every === undefined) return [];
  const message = "a bundle that recurs goes on as long as its plan, and this one has none";
  const suggestion = "leave every out";
  return [{ code: "bundle-without-plan", path: pathTo(path, "every"), message, suggestion }];
}

/** What a part is of, and how many. */
const saying = (part: BundlePart): string => {
  const { plan, addon, offer, licence, quantity = 1 } = part;
  return JSON.stringify([bundlePartId(part), plan, addon, offer, licence, String(quantity)]);
};

function regularFaults(
  id: string,
  { parts, regularlySoldAs = [] }: Bundle,
  { bundles = {} }: Model,
  path: string,
): readonly Fault[] {
  return regularlySoldAs.flatMap((named, index): readonly Fault[] => {
    const at = pathTo(path, "regularlySoldAs", index);
    const other = named === id ? undefined : declared(bundles, named);
    if (other === undefined) {
      const names = Object.keys(bundles).filter((name) => name !== id);
      const near = nearest(named, names);
      const suggestion = near === undefined ? {} : { suggestion: `did you mean "${near}"?` };
      const message = "the model has no such other bundle";
      return [{ code: "unknown-bundle", path: at, message, value: named, ...suggestion }];
    }
    const own = new Set(parts.map(saying));
    const stray = other.parts.find((part) => !own.has(saying(part)));
    if (stray === undefined) return [];
    const message = `its part "${bundlePartId(stray)}" is none of this bundle's, or in another quantity`;
    const suggestion = "name bundles whose parts are all among these";
    return [{ code: "not-in-bundle", path: at, message, value: named, suggestion }];
  });
}
