import { request } from "undici";
import { lineTaxShape } from "../account/tax-decision-shape.ts";
import { type Fault, ok, type Result, refuse } from "../fault/fault.ts";
import { list, readShape, text } from "../model/shape.ts";
import { object, optional } from "../model/shape-object.ts";
import type { LineTax } from "../tax/tax-category.ts";
import type { TaxProvider } from "../tax/tax-provider.ts";
import type { TaxTreatment } from "../tax/tax-treatment.ts";
import { boundedText } from "./bounded-text.ts";

/** Where a tax engine is asked. */
export interface HttpTaxOptions {
  /** Takes a `TaxQuoteRequest` as JSON by POST. */
  readonly url: string;
  /** Sent as a bearer token; none where absent. */
  readonly key?: string;
  /** The longest a question may take, answer included. Default 10,000. */
  readonly timeoutMs?: number;
}

/** Answers longer than this are not read. */
const answerLengthMax = 1_000_000;

interface AnsweredLine {
  readonly id: string;
  readonly tax: LineTax;
  readonly reason?: string;
}

interface Answer {
  readonly lines: readonly AnsweredLine[];
}

const answerShape = object<Answer>({
  lines: list(object<AnsweredLine>({ id: text, tax: lineTaxShape, reason: optional(text) })),
});

/**
 * A tax engine behind HTTP: whatever speaks for Avalara, Stripe Tax or an office of one's own. It is sent the question as
 * JSON and answers `{ lines: [{ id, tax, reason? }] }`, one for each line. Refuses `tax-provider-unavailable` where that is
 * not what comes, in time; and `tax-provider-refused` where the engine says that the question cannot be answered (4xx).
 */
export function httpTaxProvider(options: HttpTaxOptions): TaxProvider {
  const { url, key, timeoutMs = 10_000 } = options;
  return {
    name: new URL(url).host,
    quote: async (question) => {
      try {
        const { statusCode, body } = await request(url, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            accept: "application/json",
            ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          },
          body: JSON.stringify(question),
          signal: AbortSignal.timeout(timeoutMs),
        });
        const answer = await boundedText(body, answerLengthMax);
        if (isRefusal(statusCode)) return refuse(refused(statusCode, answer));
        if (statusCode >= 300) return refuse(unavailable(`the tax engine answered ${statusCode}`));
        return readLines(
          answer,
          question.lines.map(({ id }) => id),
        );
      } catch {
        return refuse(unavailable("the tax engine did not answer"));
      }
    },
  };
}

/** What is about the question, and not about the moment or the asker's key. */
const isRefusal = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

function readLines(answer: string, ids: readonly string[]): Result<readonly TaxTreatment[]> {
  const read = readShape<Answer>(answerShape, jsonOf(answer));
  const [fault] = read.faults;
  if (fault !== undefined)
    return refuse(unavailable(`the tax engine's answer is not one: ${fault.message}`));
  const byId = new Map(read.value.lines.map((line) => [line.id, line]));
  const treated = ids.flatMap((id): readonly TaxTreatment[] => {
    const line = byId.get(id);
    if (line === undefined) return [];
    const { tax, reason } = line;
    return [{ tax, basis: "provider", ...(reason === undefined ? {} : { reason }) }];
  });
  return treated.length === ids.length
    ? ok(treated)
    : refuse(unavailable("the tax engine's answer leaves lines out"));
}

function jsonOf(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

const unavailable = (message: string): Fault => ({
  code: "tax-provider-unavailable",
  path: "",
  message,
  suggestion: "it is asked again; the invoice waits",
});

const refused = (status: number, answer: string): Fault => ({
  code: "tax-provider-refused",
  path: "",
  message: `the tax engine cannot answer this question (${status})`,
  value: answer.slice(0, 200),
  suggestion: "record where the customer is, or tell the decision: POST /v1/tax-decisions",
});
