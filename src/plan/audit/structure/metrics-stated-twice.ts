import { pathTo } from "../../../fault/fault.ts";
import { sameUnit } from "../../../formula/unit.ts";
import type { Target } from "../../../model/capital.ts";
import { readStated } from "../../../model/figures/stated-value.ts";
import { entriesOf } from "../../../model/model-rule.ts";
import { metricWords } from "./metric-laws.ts";
import { type StatedOf, statedMetricsOf, targetedMetricsOf } from "./stated-metrics.ts";
import type { AuditedPlan, StructureFinding } from "./structure-check.ts";
import { intervalOf, overlap } from "./told-interval.ts";

/**
 * One metric of the same customers and period, or one target's figure in the same month, that two places give differently. Ranges that have
 * something in common are one figure told less exactly.
 */
export const metricsStatedTwice = (plan: AuditedPlan): readonly StructureFinding[] => [
  ...pairs([...statedMetricsOf(plan), ...targetedMetricsOf(plan)].filter(({ told }) => told))
    .filter(
      ([one, other]) =>
        one.metric === other.metric &&
        one.of === other.of &&
        one.period === other.period &&
        !(isTarget(one) && isTarget(other)) &&
        differ(one, other),
    )
    .map(([one, other]) => finding(one, other)),
  ...targetsStatedTwice(plan),
];

const pairs = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));

type Side = "is" | "least" | "most";

const sideOf = ({ comparison }: StatedOf): Side =>
  comparison === "is"
    ? "is"
    : comparison === "above" || comparison === "at-least"
      ? "least"
      : "most";

/** Bounds on one side differ by their figures; anything else where no figure is both. */
function differ(one: StatedOf, other: StatedOf): boolean {
  const [first, second] = [sideOf(one), sideOf(other)];
  if (first === second) return !overlap(one, other);
  if (first === "least" || second === "most") return one.low > other.high * (1 + 1e-9);
  return differ(other, one);
}

function finding(one: StatedOf, other: StatedOf): StructureFinding {
  const who = one.of === "" ? "" : ` of "${one.of}"`;
  const when = one.period === undefined ? "" : ` in ${one.period}`;
  const what = `${metricWords[one.metric]}${who}${when}`;
  return {
    check: "stated-twice",
    paths: [one.path, other.path],
    sections: [...new Set([one, other].flatMap(({ section }) => section ?? []))],
    explanation: `${what.charAt(0).toUpperCase()}${what.slice(1)} is given twice${places(one, other)}.`,
  };
}

const isTarget = ({ path }: StatedOf): boolean => path.startsWith("/targets/");

const places = (one: StatedOf, other: StatedOf): string =>
  one.section !== undefined && one.section === other.section
    ? ` in "${one.section}": as ${one.text} and as ${other.text}`
    : `: ${placed(one)} and ${placed(other)}`;

const placed = (stated: StatedOf): string => {
  const { text, section } = stated;
  if (section !== undefined) return `${text} in "${section}"`;
  return `${text} ${isTarget(stated) ? "as a target" : "elsewhere"}`;
};

/** Targets that ask different figures of one formula at one time. */
const targetsStatedTwice = ({ model, nouns }: AuditedPlan): readonly StructureFinding[] =>
  (["atLeast", "atMost"] as const).flatMap((field) =>
    pairs(entriesOf<Target>(model.targets)).flatMap(([[id, one], [otherId, other]]) => {
      const [text, otherText] = [one[field], other[field]];
      const asks = ({ figure, by }: Target): string => `${figure.replace(/\s+/g, "")} ${by}`;
      if (text === undefined || otherText === undefined || asks(one) !== asks(other)) return [];
      const [read, otherRead] = [text, otherText].map((own) =>
        readStated(own, { path: "", nouns }),
      );
      if (read?.ok !== true || otherRead?.ok !== true) return [];
      const [told, otherTold] = [intervalOf([read.value]), intervalOf([otherRead.value])];
      if (!sameUnit(told.unit, otherTold.unit) || overlap(told, otherTold)) return [];
      const when = one.by === undefined ? "every month" : one.by;
      const bound = field === "atLeast" ? "at least" : "at most";
      return [
        {
          check: "stated-twice",
          paths: [pathTo("/targets", id, field), pathTo("/targets", otherId, field)],
          sections: [],
          explanation: `Two targets ask for one figure in ${when}: "${one.name}" for ${bound} ${told.text} and "${other.name}" for ${bound} ${otherTold.text}.`,
        },
      ];
    }),
  );
