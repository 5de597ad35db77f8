import { expectOk, type Fault, pathTo } from "../../fault/fault.ts";
import { parseDuration } from "../../time/duration.ts";
import { DAY_MS, MINUTE_MS } from "../../time/instant.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Quota } from "../quota.ts";

/** A quota and where it stands. */
export interface QuotaPlace {
  readonly id: string;
  readonly quota: Quota;
  readonly path: string;
}

const placed = (
  quotas: Readonly<Record<string, Quota>> | undefined,
  path: string,
): readonly QuotaPlace[] =>
  entriesOf(quotas).map(([id, quota]) => ({ id, quota, path: pathTo(path, id) }));

/** Every quota of a model, those of trials and contracts among them. */
export const quotaPlaces = (model: Model): readonly QuotaPlace[] => [
  ...(["plans", "addons"] as const).flatMap((section) =>
    entriesOf(model[section]).flatMap(([id, { quotas, trial }]) => [
      ...placed(quotas, pathTo("", section, id, "quotas")),
      ...placed(trial?.quotas, pathTo("", section, id, "trial", "quotas")),
    ]),
  ),
  ...entriesOf(model.contracts).flatMap(([id, { quotas }]) =>
    placed(quotas, pathTo("/contracts", id, "quotas")),
  ),
];

const applies = (path: string, field: keyof Quota, message: string): Fault => ({
  code: "term-does-not-apply",
  path: pathTo(path, field),
  message,
  suggestion: "leave it out",
});

const shortestMs = MINUTE_MS;
const longestMs = 366 * DAY_MS;

function rollingFault({ quota: { per, rollover }, path }: QuotaPlace): readonly Fault[] {
  if (typeof per === "string") return [];
  const lengthMs = expectOk(parseDuration(per.rolling));
  const length: readonly Fault[] =
    lengthMs >= shortestMs && lengthMs <= longestMs
      ? []
      : [
          {
            code: "invalid-duration",
            path: pathTo(path, "per", "rolling"),
            message: "a rolling window is from one minute to 366 days long",
            value: per.rolling,
            suggestion: 'write { rolling: "PT5H" }',
          },
        ];
  const message = "a rolling window never ends, so nothing of it is left over";
  return rollover === undefined ? length : [...length, applies(path, "rollover", message)];
}

/** What of a quota's terms nothing would look at. */
function idleTerms({ quota, path }: QuotaPlace): readonly Fault[] {
  const { limit, overage, grace } = quota;
  if (limit === "unlimited")
    return (["overage", "grace", "rollover", "alertAt"] as const).flatMap((field) =>
      quota[field] === undefined
        ? []
        : [applies(path, field, "a limit that cannot be reached has no such term")],
    );
  return overage === "bill" && grace !== undefined
    ? [applies(path, "grace", "use past the limit is billed, so none needs to be let pass")]
    : [];
}

/** A quota says nothing that its limit or its window leaves without effect. */
export const quotaTerms: ModelRule = {
  name: "quota-terms",
  severity: "fault",
  needsSound: "itself",
  find: (model) =>
    quotaPlaces(model).flatMap((place) => [...rollingFault(place), ...idleTerms(place)]),
};
