import { type Fault, pathTo } from "../../fault/fault.ts";
import { isExact } from "../../money/amount.ts";
import { type PartnerShareCost, partnerTerms } from "../costs/partner-share.ts";
import type { Cost } from "../costs/registry.ts";
import type { Model } from "../model.ts";
import { declared, entriesOf, type ModelRule } from "../model-rule.ts";
import { suggestName } from "../shape.ts";

function termsFaults(cost: PartnerShareCost, path: string, model: Model): readonly Fault[] {
  const { share, partner } = cost;
  if ((share === undefined) === (partner === undefined))
    return [
      {
        code: "names-not-one",
        path,
        message: "a partner's share is a share of the model, or the commission of a partner",
        suggestion: 'keep "share" or "partner"',
      },
    ];
  const known = share === undefined ? undefined : declared(model.shares, share);
  const seller = partner === undefined ? undefined : declared(model.partners, partner);
  if (share !== undefined && known === undefined)
    return [
      { code: "unknown-share", ...unknown("share", share, path, Object.keys(model.shares ?? {})) },
    ];
  if (partner !== undefined && seller === undefined)
    return [
      {
        code: "unknown-partner",
        ...unknown("partner", partner, path, Object.keys(model.partners ?? {})),
      },
    ];
  if (known?.to === "us")
    return [
      {
        code: "share-is-ours",
        path: pathTo(path, "share"),
        message: `"${known.name}" is what the partner owes us, and no cost`,
        value: share,
        suggestion: "plan it as income",
      },
    ];
  if (seller !== undefined && seller.commission === undefined)
    return [
      {
        code: "no-commission",
        path: pathTo(path, "partner"),
        message: `the model states no commission of "${seller.name}"`,
        value: partner,
        suggestion: "name a share, or state the commission",
      },
    ];
  return [...rateFaults(cost, path, model), ...beyondFaults(cost, path, model)];
}

const unknown = (
  noun: "share" | "partner",
  id: string,
  path: string,
  known: readonly string[],
) => ({
  path: pathTo(path, noun),
  message: `the model declares no ${noun} "${id}"`,
  value: id,
  suggestion: suggestName(id, known),
});

/** The rate is the model's; where that leaves it open, the plan says what is agreed. */
function rateFaults(cost: PartnerShareCost, path: string, model: Model): readonly Fault[] {
  const terms = partnerTerms(cost, model);
  if (terms === undefined) return [];
  const open = !isExact(terms.rate);
  if (open && cost.rate === undefined)
    return [
      {
        code: "needs-agreed-price",
        path,
        message: "the model leaves this rate open, so the plan has to state the one agreed",
        value: terms.rate,
        suggestion: 'add rate: "8%"',
      },
    ];
  if (open || cost.rate === undefined) return [];
  return [
    {
      code: "term-does-not-apply",
      path: pathTo(path, "rate"),
      message: "the model states the rate",
      value: cost.rate,
      suggestion: "leave it out",
    },
  ];
}

/** What depends on how long somebody is a customer, or on more than one month, is no part of a month's sales. */
function beyondFaults(
  { share, partner }: PartnerShareCost,
  path: string,
  model: Model,
): readonly Fault[] {
  const { minimum, every = "monthly" } = declared(model.shares, share ?? "") ?? {};
  const { forMonths } = declared(model.partners, partner ?? "")?.commission ?? {};
  const what =
    forMonths !== undefined
      ? `is earned for ${forMonths} months from a customer's first invoice`
      : minimum !== undefined && every !== "monthly"
        ? "has a minimum for longer than a month"
        : undefined;
  return what === undefined
    ? []
    : [
        {
          code: "share-beyond-plan",
          path,
          message: `this ${what}, which a plan does not count`,
          suggestion: 'write a cost of kind "share" or "fixed" instead',
        },
      ];
}

/** What partners have of the plan's sales is on terms that the model states. */
export const plannedPartnerShares: ModelRule = {
  name: "planned-partner-shares",
  severity: "fault",
  needsSound: "surroundings",
  find: (model: Model) =>
    entriesOf<Cost>(model.costs).flatMap(([id, cost]) =>
      cost.kind === "partner-share" ? termsFaults(cost, pathTo("/costs", id), model) : [],
    ),
};
