import { ok, type Result, refuse } from "../../fault/fault.ts";

/** The largest file that is read: a year of a busy account is a tenth of it. */
export const STATEMENT_BYTES_MAX = 32 * 1024 * 1024;

const encodings = new Set([
  "utf-8",
  "utf-16le",
  "utf-16be",
  "iso-8859-1",
  "iso-8859-15",
  "windows-1252",
]);

/**
 * The text of a bank's file. A byte order mark decides, then the encoding that an XML declaration names, then whether the
 * bytes are sound UTF-8; anything else is read as Windows-1252, which Western banks write. Refuses `statement-too-large`.
 */
export function decodeText(bytes: Uint8Array): Result<string> {
  if (bytes.length > STATEMENT_BYTES_MAX)
    return refuse({
      code: "statement-too-large",
      path: "",
      message: `a statement file has at most ${STATEMENT_BYTES_MAX} bytes`,
      value: bytes.length,
      suggestion: "import it in parts, by day or by month",
    });
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return ok(new TextDecoder(marked).decode(bytes));
  const declared = declaredEncoding(bytes);
  if (declared !== undefined && declared !== "utf-8")
    return ok(new TextDecoder(declared).decode(bytes));
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ok(new TextDecoder("windows-1252").decode(bytes));
  }
}

function byteOrderMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

/** What `<?xml … encoding="…"?>` says; undefined where it says nothing that is known. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("windows-1252").decode(bytes.subarray(0, 200));
  const [, named] = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w-]{1,20})["']/.exec(head) ?? [];
  const encoding = named?.toLowerCase();
  return encoding !== undefined && encodings.has(encoding) ? encoding : undefined;
}
