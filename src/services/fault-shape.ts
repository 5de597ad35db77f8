import type { Fault } from "../fault/fault.ts";
import { type Shape, text, textThat } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";

const anyText: Shape<string> = textThat({ fault: () => undefined, standIn: "", schema: {} });

const anything: Shape<unknown> = {
  read: (value) => value,
  standIn: () => null,
  schema: () => ({ description: "Whatever was sent." }),
};

/** One broken rule: where, which, and what would be accepted. */
export const faultShape: Shape<Fault> = object<Fault>({
  code: text,
  path: anyText,
  message: text,
  value: optional(anything),
  suggestion: optional(text),
});
