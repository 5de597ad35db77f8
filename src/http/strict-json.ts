import { type Fault, ok, pathTo, type Result } from "../fault/fault.ts";
import { shownKey } from "../model/shape.ts";

/** How deep and wide a document may be: a body, or one event of it. */
const depthMax = 32;
const keysMax = 10_000;
/** Digits that every double carries exactly; a longer number may have changed while it was read. */
const exactDigits = 15;

const forbidden: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The bytes as text; `malformed-body` where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): Result<string> {
  try {
    return ok(utf8.decode(bytes));
  } catch {
    return malformed("the body is not valid UTF-8");
  }
}

function malformed(message: string): Result<never> {
  return { ok: false, faults: [{ code: "malformed-body", path: "", message }] };
}

/** Reads JSON as it is, with our words for what is wrong with it. */
export function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    return malformed(`the body is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * Reads JSON and refuses what `JSON.parse` lets pass: a key that stands twice, `__proto__` and its kin, numbers that a
 * double cannot hold, and bodies nested too deep. Slower than `JSON.parse` by about its own time; the ingest path has
 * checks of its own.
 */
export function parseStrictJson(text: string): Result<unknown> {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const fault = scan(text);
  return fault === undefined ? parsed : { ok: false, faults: [fault] };
}

interface Level {
  readonly path: string;
  /** Keys seen; undefined inside a list. */
  readonly keys: Set<string> | undefined;
  index: number;
  key: string;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[{}[\],:]/g;

/** The text is known to be JSON, so a flat walk over its tokens is enough. */
function scan(text: string): Fault | undefined {
  const levels: Level[] = [];
  let keys = 0;
  let expectsKey = false;
  const here = (): string => {
    const level = levels.at(-1);
    if (level === undefined) return "";
    return pathTo(level.path, level.keys === undefined ? level.index : shownKey(level.key));
  };
  for (const [part] of text.matchAll(token)) {
    const level = levels.at(-1);
    const first = part[0];
    if (first === "{" || first === "[") {
      if (levels.length >= depthMax)
        return tooComplex(`values are nested at most ${depthMax} deep`);
      const keysSeen = first === "{" ? new Set<string>() : undefined;
      levels.push({ path: here(), keys: keysSeen, index: 0, key: "" });
      expectsKey = first === "{";
    } else if (first === "}" || first === "]") {
      levels.pop();
      expectsKey = false;
    } else if (first === ",") {
      if (level?.keys === undefined && level !== undefined) level.index += 1;
      expectsKey = level?.keys !== undefined;
    } else if (first === ":") {
      expectsKey = false;
    } else if (expectsKey && level?.keys !== undefined) {
      const key = String(JSON.parse(part));
      keys += 1;
      const fault = keyFault(key, level, keys);
      if (fault !== undefined) return fault;
      level.keys.add(key);
      level.key = key;
    } else if (first !== '"') {
      const fault = numberFault(part, here());
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

const tooComplex = (message: string): Fault => ({ code: "too-complex", path: "", message });

function keyFault(key: string, level: Level, count: number): Fault | undefined {
  const path = pathTo(level.path, shownKey(key));
  if (forbidden.has(key))
    return { code: "forbidden-key", path, message: "this key is not allowed" };
  if (level.keys?.has(key) === true)
    return { code: "duplicate-key", path, message: `the key "${shownKey(key)}" stands twice` };
  return count > keysMax ? tooComplex(`a document has at most ${keysMax} keys`) : undefined;
}

function numberFault(text: string, path: string): Fault | undefined {
  const value = text.slice(0, 60);
  if (!Number.isFinite(Number(text)))
    return { code: "imprecise-number", path, message: "this number is too large", value };
  const digits = text
    .replace(/[eE].*$/, "")
    .replace(/\D/g, "")
    .replace(/^0+/, "");
  if (digits.length <= exactDigits) return undefined;
  const message = `a JSON number carries at most ${exactDigits} digits exactly`;
  return { code: "imprecise-number", path, message, value, suggestion: "send it as a string" };
}

/** A run of digits longer than a double carries, where a number can stand. */
const longRun = /(?:^|[:,[\s-])[\d.]{16}/;

/** Whether a text may hold a number that `JSON.parse` would change: worth the slower, strict reading. */
export const hasLongNumber = (text: string): boolean => longRun.test(text);

/** White space between a key and its colon, which counting keys by `":` would miss. */
const gapsBeforeColon = [" :", "\t:", "\n:", "\r:"] as const;

/**
 * Whether `JSON.parse` may have hidden something in a text: a key that stood twice and was kept once, digits that a
 * double does not hold, or a number past its end. It costs a fraction of parsing; a text may hold `":` in a string, which
 * costs a strict reading.
 */
export function mayHide(text: string, json: unknown): boolean {
  if (hasLongNumber(text) || gapsBeforeColon.some((gap) => text.includes(gap))) return true;
  let colons = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) colons += 1;
  return colons !== countKeys(json, 0);
}

/**
 * The keys of a value, as deep as an event goes: what lies deeper makes the count differ, and is looked at strictly. NaN,
 * which equals no count, where a number became infinite.
 */
function countKeys(value: unknown, depth: number): number {
  if (typeof value === "number") return Number.isFinite(value) ? 0 : Number.NaN;
  if (typeof value !== "object" || value === null || depth > 3) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const item of value) keys += countKeys(item, depth + 1);
    return keys;
  }
  for (const key in value)
    keys += 1 + countKeys((value as Record<string, unknown>)[key], depth + 1);
  return keys;
}

/** What a strict reading finds in a text that is known to be JSON and was parsed: looked for only where something may be hidden. */
export function hiddenFault(text: string, json: unknown): Fault | undefined {
  return mayHide(text, json) ? scan(text) : undefined;
}

/** Reads JSON at the speed of `JSON.parse` where nothing can be hidden in it, and strictly where something may. */
export function parseCarefully(text: string): Result<unknown> {
  const parsed = parseJson(text);
  const fault = parsed.ok ? hiddenFault(text, parsed.value) : undefined;
  return fault === undefined ? parsed : { ok: false, faults: [fault] };
}
