import type { Fault } from "../fault/fault.ts";
import { shownText } from "../services/fault-values.ts";
import { isProblemCode, type ProblemCode, problemTypes } from "./problem-types.ts";

/** What every refused request gets: RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly requestId: string;
  readonly errors?: readonly Fault[];
}

/** Thrown by a route to end the request with a problem; the error handler writes it. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    detail: string,
    faults: readonly Fault[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.code = code;
    this.faults = faults;
    this.headers = headers;
  }
}

/** Refusals of which the same request may get another answer soon. */
const askAgain: ReadonlySet<string> = new Set(["idempotency-in-progress", "billing-behind"]);

/** A refusal from faults: the fault's own problem type where it has one, else `invalid-request` with every fault. */
export function refusalOf(faults: readonly Fault[]): Refusal {
  const [first] = faults;
  if (first !== undefined && faults.length === 1 && isProblemCode(first.code))
    return new Refusal(first.code, first.message, first.path === "" ? [] : faults, {
      ...(askAgain.has(first.code) ? { "retry-after": "1" } : {}),
    });
  const shared = sharedProblem(faults);
  if (shared !== undefined)
    return new Refusal(shared, `${problemTypes[shared].title}; see errors`, faults);
  const detail =
    faults.length === 1 && first !== undefined
      ? first.message
      : `${faults.length} rules are broken; see errors`;
  return new Refusal("invalid-request", detail, faults);
}

/** Problems that come as several faults, each a place of one thing that cannot be had. */
const severalOfOne: readonly ProblemCode[] = ["e-invoice-incomplete", "e-invoice-conflict"];

const sharedProblem = (faults: readonly Fault[]): ProblemCode | undefined =>
  severalOfOne.find((code) => faults.some((fault) => fault.code === code));

/** The problem document of a refusal. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { status, title } = problemTypes[refusal.code];
  return {
    type: `https://florin.dev/problems/${refusal.code}`,
    title,
    status,
    detail: refusal.message,
    code: refusal.code,
    requestId,
    ...(refusal.faults.length === 0 ? {} : { errors: refusal.faults.map(shortened) }),
  };
}

/** A text somewhat longer than what faults show by themselves is the caller's own at full length. */
const valueLengthMax = 64;

const shortened = (fault: Fault): Fault =>
  typeof fault.value === "string" && fault.value.length > valueLengthMax
    ? { ...fault, value: shownText(fault.value) }
    : fault;
