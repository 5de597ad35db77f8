import { ok, type Result, refuse } from "../../fault/fault.ts";
import type { Day } from "./accounting-month.ts";
import type { Pattern } from "./contract.ts";

/** A distinct licence of intellectual property, as its promise is recognised. */
export interface LicencePromise {
  /**
   * `right-to-use`: the property has worth of its own and is used as it stands when granted (functional, such as software);
   * `right-to-access`: its worth rests on what the licensor goes on doing (symbolic, such as a brand).
   * ASC 606-10-55-58..63; IFRS 15.B56..B62.
   */
  readonly nature: "right-to-use" | "right-to-access";
  /** The first day that the customer can use it and profit from it. */
  readonly from: Day;
  /** The first day after the licence. Absent: perpetual. */
  readonly to?: Day;
}

/**
 * How a licence is recognised: a right to use at a point in time, not before its period begins; a right to access evenly
 * over its period. Software that the customer cannot take into possession is no licence but a service (ASC
 * 985-20-15-5): `ratable`.
 * Refuses with `licence-without-end` a right to access without an end: name the end of the property's economic life.
 */
export function licencePattern(licence: LicencePromise): Result<Pattern> {
  const { nature, from, to } = licence;
  if (nature === "right-to-use") return ok({ kind: "point-in-time", notBefore: from });
  if (to !== undefined) return ok({ kind: "ratable", from, to });
  return refuse({
    code: "licence-without-end",
    path: "/to",
    message:
      "access to intellectual property is recognised over its period, and this one has no end",
    suggestion: "state the day that its remaining economic life is expected to end",
  });
}
