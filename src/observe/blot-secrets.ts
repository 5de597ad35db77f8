/** What stands for a secret. */
export const blot = "[secret]";

/** Fields that hold a secret by their name, whatever is in them. */
const secretName =
  /pass(?:word|wd|phrase)|secret|token|authorization|cookie|api-?_?key|pepper|sealed|credential|private|signature|totp|one-?time|recovery/i;

/** Secrets that show by their form, and what of them is kept. */
const forms: readonly (readonly [RegExp, string])[] = [
  // API keys of Florin: whose, and which one, may be read.
  [/\b(florin_[a-z0-9-]+_[A-Za-z0-9]{12}_)[A-Za-z0-9]{8,}/g, `$1${blot}`],
  [/\b(cus_[A-Za-z0-9]{12}_)[A-Za-z0-9]{8,}/g, `$1${blot}`],
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, blot],
  // Of Stripe: secret, restricted, and of webhooks.
  [/\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]+/g, blot],
  [/\b(Bearer|Basic) +[A-Za-z0-9._~+/=-]+/gi, `$1 ${blot}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, blot],
  [/:\/\/[^\s"'@/]+@/g, `://${blot}@`],
  [/\b(florin_session=)[^;\s"\\]+/g, `$1${blot}`],
  [/([?&](?:token|code|key|secret|signature|state)=)[^&\s"\\#]+/gi, `$1${blot}`],
  // What is sealed under the installation's secret.
  [/\bv1\.[A-Za-z0-9_-]{38,}/g, blot],
];

/** Values shorter than this are words that anything may contain. */
const lengthMin = 6;

/**
 * A function that blots secrets out of a text: those that show by their form, and the given values wherever they stand, also as JSON
 * writes them.
 */
export function textBlotter(secrets: readonly string[]): (text: string) => string {
  const values = [
    ...new Set(
      secrets.flatMap((secret) => [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
      ]),
    ),
  ]
    .filter((value) => value.length >= lengthMin)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    let blotted = text;
    for (const value of values) blotted = blotted.replaceAll(value, blot);
    for (const [form, kept] of forms) blotted = blotted.replace(form, kept);
    return blotted;
  };
}

const depthMax = 6;
const entriesMax = 100;

/**
 * A value as it may be logged: fields that hold a secret by their name are blotted out, errors say what and where and no more of
 * what they carry, and nothing is deeper or longer than a log should be.
 */
export function loggable(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return loggableError(value, depth);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= depthMax) return "[deeper]";
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value))
    return value.slice(0, entriesMax).map((entry) => loggable(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, entriesMax)
      .map(([name, entry]) => [name, secretName.test(name) ? blot : loggable(entry, depth + 1)]),
  );
}

/** What a database or a library hangs on an error besides may be any row, so only this is kept. */
const keptOfErrors: readonly string[] = ["code", "table", "constraint"];

function loggableError(error: Error, depth: number): Readonly<Record<string, unknown>> {
  const { name, message, stack, cause } = error;
  const of = Object.entries(error).filter(
    ([field, part]) =>
      keptOfErrors.includes(field) && (typeof part === "string" || typeof part === "number"),
  );
  return {
    type: name,
    message,
    ...Object.fromEntries(of),
    stack,
    ...(cause === undefined || depth >= depthMax ? {} : { cause: loggable(cause, depth + 1) }),
  };
}
