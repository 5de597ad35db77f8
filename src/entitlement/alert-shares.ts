import type { Alert } from "../model/alert.ts";
import type { Model } from "../model/model.ts";
import { compare, type Decimal, equals } from "../money/decimal.ts";
import { type Percent, shareOf } from "../money/percent.ts";

/** Who is meant to be told. */
export type AlertAudience = NonNullable<Alert["notify"]>[number];

/** All of whom an alert may be meant for. */
export const alertAudiences = [
  "customer",
  "sales",
  "support",
] as const satisfies readonly AlertAudience[];

/** A share of what may be used, or of what was committed to, at which an alert is given. */
export interface AlertShare {
  readonly share: Decimal;
  readonly notify: readonly AlertAudience[];
  /** The alert of the model that says so, the first where several do; undefined where a quota says so itself. */
  readonly alert: { readonly id: string; readonly name: string | undefined } | undefined;
  /** Id of what the customer itself set, where it asked to be told. */
  readonly rule?: string;
  /** Id of the plan to propose. */
  readonly suggest: string | undefined;
}

/** An alert of a model and its id. */
export type NamedAlert = readonly [id: string, alert: Alert];

const toldToCustomer: readonly AlertAudience[] = ["customer"];

/** The alerts of a model on a meter, of a kind, that watch one of these plans; by id. */
export const alertsOn = (
  { alerts = {} }: Pick<Model, "alerts">,
  { of, meter, plans }: Pick<Alert, "of" | "meter"> & { readonly plans: readonly string[] },
): readonly NamedAlert[] =>
  Object.entries<Alert>(alerts)
    .filter(
      ([, alert]) =>
        alert.of === of &&
        alert.meter === meter &&
        (alert.plans === undefined || alert.plans.some((plan) => plans.includes(plan))),
    )
    .sort(([left], [right]) => (left < right ? -1 : 1));

/** Shares that a quota states and those of the model's alerts on it, ascending, each once. */
export const alertShares = (
  stated: readonly Percent[],
  alerts: readonly NamedAlert[],
): readonly AlertShare[] =>
  onceEach([
    ...stated.map((share): AlertShare => {
      return {
        share: shareOf(share),
        notify: toldToCustomer,
        alert: undefined,
        suggest: undefined,
      };
    }),
    ...alerts.flatMap(([id, { name, at, notify = toldToCustomer, suggest }]) =>
      at.map((share): AlertShare => {
        return { share: shareOf(share), notify, alert: { id, name }, suggest };
      }),
    ),
  ]);

/** The same with what alerts of the model say of others. */
export const withAlertsOf = (
  own: readonly AlertShare[],
  others: readonly AlertShare[],
): readonly AlertShare[] =>
  onceEach([...own, ...others.filter(({ alert }) => alert !== undefined)]);

/** Ascending, each share once: where several say the same, all whom their alerts name are told. */
function onceEach(shares: readonly AlertShare[]): readonly AlertShare[] {
  const found: AlertShare[] = [];
  for (const next of shares) {
    const place = found.findIndex(({ share }) => equals(share, next.share));
    const before = found[place];
    if (before === undefined) found.push(next);
    else found[place] = both(before, next);
  }
  return found.sort((left, right) => compare(left.share, right.share));
}

function both(first: AlertShare, second: AlertShare): AlertShare {
  if (first.alert === undefined || second.alert === undefined)
    return first.alert === undefined ? second : first;
  return {
    ...first,
    notify: [...new Set([...first.notify, ...second.notify])],
    suggest: first.suggest ?? second.suggest,
  };
}
