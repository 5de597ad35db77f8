import type { Result } from "../fault/fault.ts";
import { parseInstant } from "../time/instant.ts";
import { type Shape, textThat } from "./shape.ts";
import { firstFault, patterned } from "./shape-values.ts";

/** The caller's own name for something: up to 255 characters, none of them invisible. */
export const factId: Shape<string> = patterned(
  /^[^\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}][^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{0,254}$/u,
  "unknown",
  {
    code: "invalid-id",
    message: "an id has 1 to 255 visible characters and does not begin with a space",
  },
);

/** A text that one of our parsers understands. */
export const readBy = <T extends string>(
  parse: (value: string) => Result<unknown>,
  standIn: T,
  format: string,
): Shape<T> =>
  textThat({ fault: (value) => firstFault(parse(value)), standIn, schema: { format } });

/** An instant, RFC 3339. */
export const instant = readBy<string>(parseInstant, "1970-01-01T00:00:00Z", "date-time");
