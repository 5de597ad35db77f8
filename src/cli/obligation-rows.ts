import {
  type BundleDivision,
  bundleDivisions,
  type ModelObligation,
  modelObligations,
} from "../ledger/recognition/model-obligations.ts";
import type { Model } from "../model/model.ts";
import { harmless, left } from "./columns.ts";

/** What a model promises, as JSON says it. */
export const promisedBy = (model: Model) => ({
  obligations: modelObligations(model),
  bundles: bundleDivisions(model),
});

/** The same as rows: place, how it is earned, what one sells for alone; then each bundle with its parts. */
export function obligationRows(model: Model): readonly string[] {
  const { obligations, bundles } = promisedBy(model);
  const width = Math.max(0, ...obligations.map(({ path }) => path.length));
  return [
    ...obligations.map((one) => {
      const agent = one.role === "agent" ? ", as agent" : "";
      const earned = `${earnedWords(one)}${agent}`;
      return `  ${left(one.path, width)}  ${left(earned, 34)}  ${standaloneWords(one)}`.trimEnd();
    }),
    ...bundles.flatMap(bundleRows),
  ];
}

function earnedWords({ earned, over }: ModelObligation): string {
  switch (earned) {
    case "by-day":
      return typeof over === "number" ? `by day over ${over} months` : "by day of each period";
    case "as-used":
      return "as used";
    case "at-once":
      return "at once";
    case "when-delivered":
      return "when it is reached";
  }
}

const standaloneWords = ({ standalone }: ModelObligation): string =>
  standalone.map(({ per, amount }) => `${per} ${amount ?? "by agreement"}`).join(", ");

function bundleRows({ path, name, price, basis, parts }: BundleDivision): readonly string[] {
  const title = `  ${path}  ${harmless(name)}: ${price ?? "by agreement"}`;
  const width = Math.max(0, ...parts.map(({ part }) => part.length));
  return [
    basis === null || basis === "relative" ? title : `${title}, ${basis}`,
    ...parts.map(({ part, standalone, amount }) =>
      amount === null
        ? `    ${part}`
        : `    ${left(part, width)}  ${amount} of ${standalone} alone`,
    ),
  ];
}
