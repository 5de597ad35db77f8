import { askedQuantity } from "../../entitlement/asked-quantity.ts";
import {
  type Decision,
  decideFeature,
  decideQuotas,
  type QuotaStanding,
} from "../../entitlement/decide.ts";
import { type Fault, ok, type Result, refuse } from "../../fault/fault.ts";
import { nearest } from "../../fault/nearest.ts";
import type { Meter } from "../../model/meter.ts";
import { type Decimal, isPositive, one } from "../../money/decimal.ts";
import { parseQuantity, type Quantity } from "../../money/quantity.ts";
import { counterKey } from "../../store/usage-counters.ts";
import type { CheckRequest, UseDecision } from "./entitlement-answers.ts";
import { decisionView, featureView } from "./entitlement-views.ts";
import type { Held } from "./held-entitlements.ts";

/** What a customer may use and how its quotas stand. */
export interface HeldStandings extends Held {
  readonly standings: readonly QuotaStanding[];
}

/** Decides a question. Refuses `unknown-meter`, `unknown-feature`, `names-not-one` and what is no quantity. */
export function checkUse(held: HeldStandings, request: CheckRequest): Result<UseDecision> {
  const { meter, feature } = request;
  if ((meter === undefined) === (feature === undefined))
    return refuse({
      code: "names-not-one",
      path: "",
      message: "a question is about a meter or about a feature",
      suggestion: "name one of them",
    });
  return meter === undefined ? checkFeature(held, request) : checkMeter(held, request, meter);
}

function checkFeature(held: HeldStandings, request: CheckRequest): Result<UseDecision> {
  const { customer, feature: id = "", level } = request;
  const { features } = held.entitlements;
  const found = features.find((one) => one.id === id);
  if (found === undefined)
    return unknown(
      { code: "unknown-feature", path: "/feature" },
      id,
      features.map((one) => one.id),
    );
  const levels = found.feature.kind === "level" ? found.feature.levels : [];
  if (level !== undefined && !levels.includes(level))
    return unknown({ code: "unknown-level", path: "/level" }, level, levels);
  const quantity =
    request.quantity === undefined ? ok(undefined) : parseQuantity(request.quantity, "/quantity");
  if (!quantity.ok) return quantity;
  const decision = decideFeature(held.entitlements, found, {
    ...(quantity.value === undefined ? {} : { quantity: quantity.value }),
    ...(level === undefined ? {} : { level }),
  });
  return ok(decisionView(customer, decision, featureView(found)));
}

function checkMeter(held: HeldStandings, request: CheckRequest, id: string): Result<UseDecision> {
  const meter = meterNamed(held, id);
  if (!meter.ok) return meter;
  const quantity = askedFor(request.quantity);
  if (!quantity.ok) return quantity;
  return ok(decisionView(request.customer, decideMeter(held, id, quantity.value)));
}

/** The decision on a quantity of a meter: by every quota of a meter that counts the same alike, whatever another model calls it. */
export function decideMeter(held: HeldStandings, meterId: string, quantity: Decimal): Decision {
  const { entitlements, standings } = held;
  const meter = meterNamed(held, meterId);
  const key = meter.ok ? keyOf(meter.value) : undefined;
  return decideQuotas(
    entitlements,
    standings.filter(({ quota }) => quota.meterId === meterId || keyOf(quota.meter) === key),
    ({ quota, used }) => askedQuantity(quota.meter.aggregation, quantity, used),
  );
}

const keys = new WeakMap<Meter, string>();

function keyOf(meter: Meter): string {
  const known = keys.get(meter);
  if (known !== undefined) return known;
  const key = counterKey(meter);
  keys.set(meter, key);
  return key;
}

/** A quantity that is asked for: above zero, and 1 where none is stated. */
export function askedFor(quantity: Quantity | undefined): Result<Decimal> {
  if (quantity === undefined) return ok(one);
  const read = parseQuantity(quantity, "/quantity");
  if (!read.ok || isPositive(read.value)) return read;
  return refuse({
    code: "quantity-out-of-range",
    path: "/quantity",
    message: "what is asked for is above zero",
    value: quantity,
  });
}

/** A meter by its id: as the customer's quotas have it, else as the current model does. Refuses `unknown-meter`. */
export function meterNamed({ entitlements, models }: Held, id: string): Result<Meter> {
  const limited = entitlements.quotas.find(({ meterId }) => meterId === id)?.meter;
  if (limited !== undefined) return ok(limited);
  const { meters = {} } = models.books.current.model;
  const meter = Object.hasOwn(meters, id) ? meters[id] : undefined;
  return meter === undefined
    ? unknown({ code: "unknown-meter", path: "/meter" }, id, Object.keys(meters))
    : ok(meter);
}

function unknown(of: Pick<Fault, "code" | "path">, id: string, known: readonly string[]) {
  const near = nearest(id, known);
  return refuse({
    ...of,
    message: `the model has no such ${of.path.slice(1)}`,
    value: id,
    ...(near === undefined ? {} : { suggestion: `did you mean "${near}"?` }),
  });
}
