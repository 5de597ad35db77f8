import type { WriteRefusal } from "../../error-handler.ts";
import type { Refusal } from "../../problem.ts";
import { problemTypes } from "../../problem-types.ts";
import { isRecord } from "../../record.ts";

/** The statuses whose body OFREP says nothing of. */
const ownStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** OFREP's words for what keeps a flag from being evaluated, by Florin's code. */
const words: Readonly<Record<string, string>> = {
  "targeting-key-missing": "TARGETING_KEY_MISSING",
  "unknown-customer": "INVALID_CONTEXT",
  "unknown-feature": "FLAG_NOT_FOUND",
  "unknown-meter": "FLAG_NOT_FOUND",
  "no-model": "FLAG_NOT_FOUND",
  "malformed-body": "PARSE_ERROR",
};

/** A refusal as OFREP writes it: `errorCode` and `errorDetails`, with the key of the flag where one was asked for. */
export const ofrepError: WriteRefusal = (refusal, { params }) => {
  const status = statusOf(refusal);
  const key = isRecord(params) && typeof params.flag === "string" ? { key: params.flag } : {};
  const answer = { ...key, errorCode: wordOf(refusal), errorDetails: refusal.message };
  return { status, type: "application/json", document: JSON.stringify(answer) };
};

function statusOf(refusal: Refusal): number {
  const { status } = problemTypes[refusal.code];
  if (ownStatuses.has(status)) return status;
  if (status >= 500) return 500;
  return wordOf(refusal) === "FLAG_NOT_FOUND" ? 404 : 400;
}

function wordOf({ code, faults: [fault] }: Refusal): string {
  if (problemTypes[code].status >= 500) return "GENERAL";
  return words[fault?.code ?? code] ?? words[code] ?? "INVALID_CONTEXT";
}
