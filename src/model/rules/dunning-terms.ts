import { pathTo } from "../../fault/fault.ts";
import { checkDunningPolicy, type DunningPolicy } from "../dunning.ts";
import type { ModelRule } from "../model-rule.ts";

/** A fee is revenue, so it needs a stream to be reported in. */
const feeWithoutStream = ({ steps, stream }: DunningPolicy) => {
  if (stream !== undefined) return [];
  const index = steps.findIndex(({ fee }) => fee !== undefined);
  if (index < 0) return [];
  return [
    {
      code: "dunning-fee-without-stream",
      path: pathTo("/payment/dunning/steps", index, "fee"),
      message: "nothing says in which stream this fee is reported",
      suggestion: 'write stream: "…" beside the steps',
    },
  ];
};

/** How overdue invoices are chased: steps that rise, amounts that are amounts, and a stream for the fees. */
export const dunningTerms: ModelRule = {
  name: "dunning-terms",
  severity: "fault",
  needsSound: "contents",
  find: ({ payment, currency }) =>
    payment?.dunning === undefined
      ? []
      : [
          ...checkDunningPolicy(payment.dunning, currency, "/payment/dunning"),
          ...feeWithoutStream(payment.dunning),
        ],
};
