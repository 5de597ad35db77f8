import type { StatedMetric } from "../../../model/stated-metric.ts";
import { rangeText } from "../../range-text.ts";
import { type MetricLaw, metricLaws, metricWords } from "./metric-laws.ts";
import { type StatedOf, statedMetricsOf } from "./stated-metrics.ts";
import type { StructureCheck, StructureFinding } from "./structure-check.ts";

/** Metrics that exclude each other: no business has both figures at once. */
export const metricPairs: StructureCheck = {
  name: "metrics-exclude-each-other",
  find: (plan) => {
    const stated = statedMetricsOf(plan);
    const subjects = [...new Set(stated.map(({ of }) => of))];
    return subjects.flatMap((of) => {
      const own = stated.filter((one) => one.of === of);
      // Two laws that one figure breaks say the same of it twice.
      return own.flatMap((one) =>
        metricLaws
          .filter(({ metric }) => metric === one.metric)
          .flatMap((law) => {
            const inputs = law.from.map((metric) => givenOf(metric, own, stated));
            return combinations(inputs)
              .filter((given) => atOnce([one, ...given]))
              .flatMap((given) => conflict(law, one, given));
          })
          .slice(0, 1),
      );
    });
  },
};

/**
 * What is stated of a metric, what is exact before bounds. The gross margin of customers of whom none is stated is that of the whole business.
 */
function givenOf(
  metric: StatedMetric,
  own: readonly StatedOf[],
  all: readonly StatedOf[],
): readonly StatedOf[] {
  const isOf = (one: StatedOf): boolean => one.metric === metric;
  const found = own.filter(isOf);
  const given =
    found.length > 0 || metric !== "gross-margin"
      ? found
      : all.filter((one) => isOf(one) && one.of === "");
  return [
    ...given.filter(({ comparison }) => comparison === "is"),
    ...given.filter(({ comparison }) => comparison !== "is"),
  ];
}

function conflict(
  law: MetricLaw,
  stated: StatedOf,
  given: readonly StatedOf[],
): readonly StructureFinding[] {
  const reached = reach(
    law,
    given.map((one) => bounded(one, [one.low, one.high])),
  );
  if (reached === undefined) return [];
  const [low, high] = reached;
  const slack = 0.005 * Math.max(Math.abs(low), Math.abs(stated.high));
  const above = low > stated.high + slack;
  const below = high < stated.low - slack;
  const { comparison } = stated;
  const broken =
    comparison === "is"
      ? below || (above && law.exact)
      : comparison === "above" || comparison === "at-least"
        ? below
        : above && law.exact;
  if (!broken) return [];
  const others = given.map(({ metric, text }) => `${metricWords[metric]} of ${text}`);
  const made = `${enumeration(others)} make${others.length === 1 ? "s" : ""} it ${said(law, given)}`;
  const who = stated.of === "" ? "" : ` of "${stated.of}"`;
  return [
    {
      check: "metrics-exclude-each-other",
      paths: [stated.path, ...given.map(({ path }) => path)],
      sections: [...new Set([stated, ...given].flatMap(({ section }) => section ?? []))],
      explanation: sentence(
        `${metricWords[stated.metric]}${who} is stated as ${stated.text}; ${made}.`,
      ),
    },
  ];
}

/** What a law gives of printed figures, in words. */
function said(law: MetricLaw, given: readonly StatedOf[]): string {
  const [least, most] = reach(
    law,
    given.map((one) => bounded(one, one.printed)),
  ) ?? [0, 0];
  if (most === Number.POSITIVE_INFINITY) return `at least ${law.say(least)}`;
  if (least === 0) return `at most ${law.say(most)}`;
  return most > least * 1.001 ? rangeText(law.say(least), law.say(most)) : law.say(least);
}

/** Where a metric lies, none of which is below nothing: a bound says only one end. */
function bounded(
  { comparison }: StatedOf,
  [low, high]: readonly [number, number],
): readonly [low: number, high: number] {
  if (comparison === "above" || comparison === "at-least") return [low, Number.POSITIVE_INFINITY];
  return comparison === "is" ? [low, high] : [0, high];
}

/** Whether no two of them are of different periods. */
const atOnce = (stated: readonly StatedOf[]): boolean =>
  new Set(stated.flatMap(({ period }) => period ?? [])).size <= 1;

/** Every choice of one from each. */
const combinations = (lists: readonly (readonly StatedOf[])[]): readonly (readonly StatedOf[])[] =>
  lists.reduce<readonly (readonly StatedOf[])[]>(
    (sofar, list) => sofar.flatMap((chosen) => list.map((one) => [...chosen, one])),
    [[]],
  );

/** The least and the most that a law gives of bounds; undefined where they leave it open. */
function reach(
  { value }: MetricLaw,
  given: readonly (readonly [low: number, high: number])[],
): readonly [number, number] | undefined {
  const corners = given.reduce<readonly (readonly number[])[]>(
    (sofar, bounds) => sofar.flatMap((chosen) => bounds.map((one) => [...chosen, one])),
    [[]],
  );
  const values = corners.map(value);
  if (values.some(Number.isNaN)) return undefined;
  return [Math.min(...values), Math.max(...values)];
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const enumeration = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
