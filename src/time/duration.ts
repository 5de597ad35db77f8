import { ok, type Result, refuse } from "../fault/fault.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./instant.ts";

const grammar = /^P(?:(\d{1,4})D)?(?:T(?=\d)(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:(\d{1,6})S)?)?$/;

/**
 * Reads an ISO 8601 duration of fixed length, such as `PT1H` or `P2DT12H`, as milliseconds.
 * Months and years have no fixed length and are refused with `invalid-duration`; a day is 24 hours.
 */
export function parseDuration(text: string, path = ""): Result<number> {
  const match = grammar.exec(text);
  const [, days, hours, minutes, seconds] = match ?? [];
  if (match === null || [days, hours, minutes, seconds].every((part) => part === undefined)) {
    return refuse({
      code: "invalid-duration",
      path,
      message: "this is not a duration of days, hours, minutes and seconds",
      value: text.slice(0, 60),
      suggestion: 'write ISO 8601 such as "PT1H" or "P2D"',
    });
  }
  return ok(
    Number(days ?? 0) * DAY_MS +
      Number(hours ?? 0) * HOUR_MS +
      Number(minutes ?? 0) * MINUTE_MS +
      Number(seconds ?? 0) * SECOND_MS,
  );
}
