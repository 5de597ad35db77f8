import { pathTo } from "../../fault/fault.ts";
import type { Alert } from "../alert.ts";
import { chargeLimit } from "../charge-limit.ts";
import type { ContractTemplate } from "../contract.ts";
import type { Model } from "../model.ts";
import { entriesOf, type ModelRule } from "../model-rule.ts";
import type { Charge, Subscribable } from "../plan.ts";
import type { Quota } from "../quota.ts";

/** Whether there is something that an alert measures use against, in the plans that it watches or beside them. */
function watchesSomething(model: Model, alert: Alert): boolean {
  const watched = entriesOf<Subscribable>(model.plans).filter(
    ([id]) => alert.plans === undefined || alert.plans.includes(id),
  );
  const sold = [...watched, ...entriesOf<Subscribable>(model.addons)].map(([, one]) => one);
  const charges = sold.flatMap(({ charges }) =>
    Object.values<Charge>(charges ?? {}).filter(({ meter }) => meter === alert.meter),
  );
  const contracts = Object.values<ContractTemplate>(model.contracts ?? {}).filter(
    ({ plans }) => plans === undefined || watched.some(([id]) => plans.includes(id)),
  );
  switch (alert.of) {
    case "included":
    case "reserved":
      return charges.some((charge) => chargeLimit(charge, 0)?.of === alert.of);
    case "commitment":
      return charges.length > 0 && contracts.some(({ commitment }) => commitment !== undefined);
    case "quota":
      return [
        ...sold.flatMap(({ quotas, trial }) => [quotas, trial?.quotas]),
        ...contracts.map(({ quotas }) => quotas),
      ].some((quotas) =>
        Object.values<Quota>(quotas ?? {}).some(({ meter }) => meter === alert.meter),
      );
  }
}

/** An alert of the model has something to be a share of. */
export const watchedAlerts: ModelRule = {
  name: "watched-alerts",
  severity: "warning",
  needsSound: "surroundings",
  find: (model) =>
    entriesOf<Alert>(model.alerts).flatMap(([id, alert]) =>
      watchesSomething(model, alert)
        ? []
        : [
            {
              code: "alert-watches-nothing",
              path: pathTo("/alerts", id),
              message: `this alert never comes: nothing it watches has ${things[alert.of]} of its meter`,
              suggestion: "name other plans, or leave it out",
            },
          ],
    ),
};

const things: Readonly<Record<Alert["of"], string>> = {
  included: "included units",
  quota: "a quota",
  reserved: "reserved capacity",
  commitment: "a commitment and a charge",
};
