import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import type { VatCheck, VatNumberChecker } from "../tax/vat-check.ts";
import type { VatNumber } from "../tax/vat-number.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import { boundedText } from "./bounded-text.ts";

/** How VIES is asked. */
export interface ViesOptions {
  readonly now: () => Instant;
  /** Default: the European Commission's service. */
  readonly url?: string;
  /** The asker's own VAT number in the EU: VIES then answers with a consultation number, proof of the question. */
  readonly requester?: VatNumber;
  /** The longest an attempt may take, answer included. Default 10,000. */
  readonly timeoutMs?: number;
  /** How often one question is asked at most. Default 3. */
  readonly attempts?: number;
  /** The pause before the second attempt; it doubles from then on. Default 500. */
  readonly retryDelayMs?: number;
  /** For tests: what ends an attempt. Default: that its time is over. */
  readonly until?: (timeoutMs: number) => AbortSignal;
  /** For tests: how to pause. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/** REST service of the VAT Information Exchange System. */
const viesUrl = "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number";

/** Answers longer than this are not read. */
const answerLengthMax = 100_000;

/** What VIES takes questions about: the member states, Greece as EL, and Northern Ireland. */
const outsideVies = new Set(["GB", "CH", "NO"]);

/** The words of VIES for "not now", and what each means to us. Any other refusal is about the question. */
const passing: Readonly<Record<string, "vat-check-limit" | "vat-check-unavailable">> = {
  GLOBAL_MAX_CONCURRENT_REQ: "vat-check-limit",
  GLOBAL_MAX_CONCURRENT_REQ_TIME: "vat-check-limit",
  MS_MAX_CONCURRENT_REQ: "vat-check-limit",
  MS_MAX_CONCURRENT_REQ_TIME: "vat-check-limit",
  MS_UNAVAILABLE: "vat-check-unavailable",
  SERVICE_UNAVAILABLE: "vat-check-unavailable",
  TIMEOUT: "vat-check-unavailable",
};

interface ViesAnswer {
  readonly valid?: unknown;
  readonly name?: unknown;
  readonly address?: unknown;
  readonly requestIdentifier?: unknown;
  readonly userError?: unknown;
  readonly errorWrappers?: unknown;
}

/** Asks the European Commission whether VAT numbers are registered. Never throws: what fails is a refusal. */
export function viesClient(options: ViesOptions): VatNumberChecker {
  const { attempts = 3, retryDelayMs = 500, wait = sleep } = options;
  return {
    check: async (number) => {
      if (outsideVies.has(number.prefix)) return refuse(unsupported(number));
      let result = await ask(number, options);
      for (let attempt = 1; attempt < attempts && mayPass(result); attempt += 1) {
        await wait(retryDelayMs * 2 ** (attempt - 1));
        result = await ask(number, options);
      }
      return result;
    },
  };
}

const mayPass = (result: Result<VatCheck>): boolean =>
  !result.ok && result.faults.some(({ code }) => code !== "vat-check-refused");

async function ask(number: VatNumber, options: ViesOptions): Promise<Result<VatCheck>> {
  const {
    url = viesUrl,
    requester,
    timeoutMs = 10_000,
    until = AbortSignal.timeout,
    now,
  } = options;
  const asker =
    requester === undefined
      ? {}
      : { requesterMemberStateCode: requester.prefix, requesterNumber: requester.number };
  try {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ countryCode: number.prefix, vatNumber: number.number, ...asker }),
      signal: until(timeoutMs),
    });
    const text = await boundedText(body, answerLengthMax);
    return readAnswer(number, statusCode, text, formatInstant(now()));
  } catch {
    return refuse(unavailable("VIES did not answer"));
  }
}

function readAnswer(
  number: VatNumber,
  status: number,
  text: string,
  checkedAt: string,
): Result<VatCheck> {
  if (status === 429) return refuse(limit("429"));
  const answer = jsonObject(text);
  const error = answer === undefined ? undefined : errorOf(answer);
  if (error !== undefined) return refuse(faultOf(error));
  if (status >= 300 || typeof answer?.valid !== "boolean")
    return refuse(
      unavailable(`VIES answered ${status} without saying whether the number is valid`),
    );
  return ok({
    number: number.text,
    valid: answer.valid,
    ...said("name", answer.name),
    ...said("address", answer.address),
    checkedAt,
    ...said("consultation", answer.requestIdentifier),
  });
}

function jsonObject(text: string): ViesAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The code of an answer that is no answer. `INVALID` and `VALID` are, in older forms of the service. */
function errorOf({ errorWrappers, userError }: ViesAnswer): string | undefined {
  const wrapped: unknown = Array.isArray(errorWrappers) ? errorWrappers[0] : undefined;
  if (typeof wrapped === "object" && wrapped !== null && "error" in wrapped)
    return String(wrapped.error);
  const isError = typeof userError === "string" && !["", "VALID", "INVALID"].includes(userError);
  return isError ? userError : undefined;
}

function faultOf(error: string): Fault {
  const known = Object.hasOwn(passing, error) ? passing[error] : undefined;
  if (known === "vat-check-limit") return limit(error);
  if (known === "vat-check-unavailable")
    return unavailable(`the register did not answer: ${error}`);
  return {
    code: "vat-check-refused",
    path: "",
    message: "VIES refuses the question",
    value: error.slice(0, 60),
    suggestion: "check the number of the asker and whether this address is blocked",
  };
}

/** A text that VIES gives, three hyphens standing for none. */
const said = <K extends string>(field: K, value: unknown): { readonly [P in K]?: string } =>
  typeof value === "string" && value.trim() !== "" && value.trim() !== "---"
    ? ({ [field]: value.trim().slice(0, 1_000) } as { readonly [P in K]?: string })
    : {};

const limit = (error: string): Fault => ({
  code: "vat-check-limit",
  path: "",
  message: "the register takes no more questions now",
  value: error,
  suggestion: "ask again later",
});

const unavailable = (message: string): Fault => ({
  code: "vat-check-unavailable",
  path: "",
  message,
  suggestion: "ask again later; nothing is said of the number",
});

const unsupported = ({ prefix, text }: VatNumber): Fault => ({
  code: "vat-check-refused",
  path: "",
  message: `VIES keeps no numbers with the prefix ${prefix}`,
  value: text,
  suggestion: "ask the register of that country",
});
