/** Something that says how an upstream is: an answer to a check, or to a call of a customer. */
export interface Sign {
  /** Milliseconds since 1970; never before the sign that came before. */
  readonly atMs: number;
  readonly well: boolean;
  readonly by: "check" | "call";
}

/** When signs make a service down, and up again. */
export interface ServiceRule {
  /** So many bad signs in a row. */
  readonly downAfter: number;
  /** So many good signs in a row. */
  readonly upAfter: number;
  /** Whether checks are made: then calls alone never make it down, since a customer's calls may fail by the customer's doing. */
  readonly isChecked: boolean;
  /** Time between signs that are further apart was not measured. */
  readonly gapMs: number;
  /** While it is up: bad signs with no good one between them for at least so long are time in which it was degraded. */
  readonly degradedMs: number;
}

/** How some time was; `degraded` is up, with signs against it that were too few. */
export type MeasuredState = "up" | "degraded" | "down";

/** A stretch of time of which it is known how the service was; half-open, in milliseconds since 1970. */
export interface MeasuredStretch {
  readonly state: MeasuredState;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Signs in a row that speak against the state. */
interface Doubt {
  readonly fromMs: number;
  readonly signs: number;
  readonly checks: number;
}

/** How a service is, as far as its signs tell. */
export interface ServiceState {
  readonly state: "up" | "down";
  /** Up to here all is told. */
  readonly toldMs: number;
  readonly lastMs: number;
  readonly doubt: Doubt | undefined;
}

/** A state, and what is known for good since the last one. */
export interface Noted {
  readonly state: ServiceState;
  readonly stretches: readonly MeasuredStretch[];
}

/** What is shown of a state: degraded from the first bad sign on. */
export const lookOf = ({ state, doubt }: ServiceState): MeasuredState =>
  state === "up" && doubt !== undefined ? "degraded" : state;

const stretch = (state: MeasuredState, fromMs: number, toMs: number): readonly MeasuredStretch[] =>
  fromMs < toMs ? [{ state, fromMs, toMs }] : [];

/** Since when a service that is up is degraded, where a doubt that lasts until an instant is long enough for it. */
const degradedFrom = (
  { state, doubt }: ServiceState,
  untilMs: number,
  { degradedMs }: ServiceRule,
): number | undefined =>
  state === "up" && doubt !== undefined && untilMs - doubt.fromMs >= degradedMs
    ? doubt.fromMs
    : undefined;

/** All that is left to tell up to an instant. */
function toldUntil(
  before: ServiceState,
  untilMs: number,
  rule: ServiceRule,
): readonly MeasuredStretch[] {
  const fromMs = degradedFrom(before, untilMs, rule);
  return [
    ...stretch(before.state, before.toldMs, fromMs ?? untilMs),
    ...(fromMs === undefined ? [] : stretch("degraded", fromMs, untilMs)),
  ];
}

/**
 * The state after a sign. A service is taken for up until signs say otherwise. Once enough of them in a row do, it was down from the
 * first of these on, and it is up again from the first good one of those that end it. What a gap leaves in doubt stays as it was, or was
 * degraded.
 */
export function noteSign(before: ServiceState | undefined, sign: Sign, rule: ServiceRule): Noted {
  if (before === undefined)
    return against(
      { state: "up", toldMs: sign.atMs, lastMs: sign.atMs, doubt: undefined },
      sign,
      rule,
    );
  if (sign.atMs - before.lastMs <= rule.gapMs) return against(before, sign, rule);
  const begun = noteSign(undefined, sign, rule);
  return {
    state: begun.state,
    stretches: [...toldUntil(before, before.lastMs, rule), ...begun.stretches],
  };
}

function against(before: ServiceState, sign: Sign, rule: ServiceRule): Noted {
  const { state, toldMs } = before;
  const lastMs = sign.atMs;
  if (sign.well === (state === "up")) {
    const settled = { state, lastMs, doubt: undefined };
    return degradedFrom(before, lastMs, rule) === undefined
      ? { state: { ...settled, toldMs }, stretches: [] }
      : { state: { ...settled, toldMs: lastMs }, stretches: toldUntil(before, lastMs, rule) };
  }
  const { fromMs, signs, checks } = before.doubt ?? { fromMs: sign.atMs, signs: 0, checks: 0 };
  const doubt = { fromMs, signs: signs + 1, checks: checks + (sign.by === "check" ? 1 : 0) };
  const isSure =
    state === "up"
      ? doubt.signs >= rule.downAfter && (doubt.checks > 0 || !rule.isChecked)
      : doubt.signs >= rule.upAfter;
  if (!isSure) return { state: { state, toldMs, lastMs, doubt }, stretches: [] };
  return {
    state: { state: state === "up" ? "down" : "up", toldMs: fromMs, lastMs, doubt: undefined },
    stretches: stretch(state, toldMs, fromMs),
  };
}

/** Tells what is known by now, though the state goes on: up to the last sign, or to the first that speaks against it. */
export function tellSoFar(before: ServiceState): Noted {
  const { state, toldMs, lastMs, doubt } = before;
  const untilMs = doubt?.fromMs ?? lastMs;
  return {
    state: { ...before, toldMs: Math.max(toldMs, untilMs) },
    stretches: stretch(state, toldMs, untilMs),
  };
}

/** Tells all that was measured, in doubt or not, where no more signs come. */
export const tellAll = (state: ServiceState, rule: ServiceRule): readonly MeasuredStretch[] =>
  toldUntil(state, state.lastMs, rule);
