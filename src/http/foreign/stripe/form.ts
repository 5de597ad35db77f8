import { ok, type Result, refuse } from "../../../fault/fault.ts";

/** A form's fields: texts, and below a name in brackets texts again. */
export interface FormFields {
  readonly [name: string]: string | Readonly<Record<string, string>>;
}

/**
 * Reads a form in which `payload[value]=1` is the field `value` of `payload`, as Stripe's clients write it. Refuses
 * `malformed-body` for a name that stands twice, brackets within brackets, and what is no UTF-8.
 */
export function parseForm(text: string): Result<FormFields> {
  const fields = new Map<string, string>();
  const records = new Map<string, Map<string, string>>();
  for (const [name, value] of new URLSearchParams(text)) {
    const [, outer = "", inner] = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(name) ?? [];
    const place = inner === undefined ? fields : recordOf(records, outer);
    const isTwice = place.has(inner ?? outer) || (fields.has(outer) && records.has(outer));
    if (outer === "" || isTwice || `${name}${value}`.includes("\uFFFD")) return unreadable(name);
    place.set(inner ?? outer, value);
  }
  return ok({
    ...Object.fromEntries(fields),
    ...Object.fromEntries([...records].map(([name, inner]) => [name, Object.fromEntries(inner)])),
  });
}

function recordOf(records: Map<string, Map<string, string>>, name: string): Map<string, string> {
  const record = records.get(name) ?? new Map<string, string>();
  records.set(name, record);
  return record;
}

const unreadable = (name: string): Result<never> =>
  refuse({
    code: "malformed-body",
    path: "",
    message: `the form cannot be read at "${name.slice(0, 60)}"`,
    suggestion: "send each name once, and one pair of brackets at most",
  });
