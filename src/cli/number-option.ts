import { ok, type Result, refuse } from "../fault/fault.ts";

/** Reads a port, 0 for any free one. Refuses `invalid-port` at the option `--port`. */
export function portOption(text: string): Result<number> {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return ok(Number(text));
  return refuse({
    code: "invalid-port",
    path: "--port",
    message: "a port is a whole number up to 65535",
    value: text,
  });
}

/** Reads a whole number within bounds, both included. Refuses `out-of-range` at the option. */
export function wholeOption(
  text: string,
  option: string,
  { min, max }: { readonly min: number; readonly max: number },
): Result<number> {
  const value = Number(text);
  if (/^\d{1,15}$/.test(text) && value >= min && value <= max) return ok(value);
  return refuse({
    code: "out-of-range",
    path: option,
    message: `this is a whole number from ${min} to ${max.toLocaleString("en")}`,
    value: text,
  });
}
