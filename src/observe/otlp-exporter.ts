import type { SpanAttributes } from "./active-span.ts";
import type { EndedSpan, SpanKind } from "./tracer.ts";

/** Where spans are sent, and as whose. */
export interface ExportTerms {
  /** The base of OTLP over HTTP, `http://collector:4318`; spans go to `/v1/traces` below it. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Attributes of the program: its name and version. */
  readonly resource: SpanAttributes;
  /** What leaves is freed of secrets by this. */
  readonly blotted: (text: string) => string;
  /** Told of spans that were lost: too many waited, or nobody took them. */
  readonly onLost: (count: number, why: string) => void;
  /** Sends; `fetch` where absent. */
  readonly send?: typeof fetch;
}

/** Sends ended spans, many at once and never in anybody's way. */
export interface OtlpExporter {
  readonly add: (span: EndedSpan) => void;
  /** Sends what is left and ends. */
  readonly close: () => Promise<void>;
}

/** How many spans may wait, how many leave at once, and after how long at the latest. */
export const exportLimits = {
  waitingMax: 8_192,
  batch: 512,
  everyMs: 2_000,
  timeoutMs: 10_000,
  triesMax: 3,
} as const;

/** Statuses by which a receiver says to come back, by the specification of OTLP. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Opens an exporter: OTLP/HTTP in JSON, as every collector since 0.20 of 2021 takes it. */
export function openOtlpExporter(terms: ExportTerms): OtlpExporter {
  const { resource, blotted, onLost, send = fetch } = terms;
  const url = `${terms.endpoint.replace(/\/+$/, "")}/v1/traces`;
  let waiting: EndedSpan[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  let isClosed = false;
  let failures = 0;

  /** Undefined where they were taken; else why not, and whether they may be later. */
  const post = async (
    spans: readonly EndedSpan[],
  ): Promise<{ readonly why: string; readonly mayPass: boolean } | undefined> => {
    try {
      const answer = await send(url, {
        method: "POST",
        headers: { "content-type": "application/json", ...terms.headers },
        body: JSON.stringify(tracesRequest(resource, spans, blotted)),
        signal: AbortSignal.timeout(exportLimits.timeoutMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return undefined;
      return { why: `status ${answer.status}`, mayPass: passing.has(answer.status) };
    } catch (error) {
      return { why: error instanceof Error ? error.message : String(error), mayPass: true };
    }
  };
  const sendAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, exportLimits.batch);
      const refused = await post(batch);
      failures = refused === undefined ? 0 : failures + 1;
      const again = refused?.mayPass === true && failures < exportLimits.triesMax && !isClosed;
      if (again) return plan();
      waiting = waiting.slice(batch.length);
      if (refused !== undefined) {
        failures = 0;
        onLost(batch.length, refused.why);
      }
    }
  };
  const plan = (): void => {
    timer ??= setTimeout(flush, exportLimits.everyMs).unref();
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
  };
  return {
    add: (span) => {
      if (waiting.length >= exportLimits.waitingMax) return onLost(1, "too many wait");
      waiting.push(span);
      if (waiting.length === exportLimits.batch) return flush();
      plan();
    },
    close: async () => {
      isClosed = true;
      await sending;
      flush();
      await sending;
    },
  };
}

const kinds: Readonly<Record<SpanKind, number>> = { internal: 1, server: 2, client: 3 };

/** The message `ExportTraceServiceRequest`, as OTLP writes it in JSON. */
function tracesRequest(
  resource: SpanAttributes,
  spans: readonly EndedSpan[],
  blotted: ExportTerms["blotted"],
): object {
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [
          { scope: { name: "florin" }, spans: spans.map((span) => spanOf(span, blotted)) },
        ],
      },
    ],
  };
}

/** Names of attributes are the program's own, so a secret that is a part of one is left there. */
const spanOf = (span: EndedSpan, blotted: ExportTerms["blotted"]): object => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentId === undefined ? {} : { parentSpanId: span.parentId }),
  name: blotted(span.name),
  kind: kinds[span.kind],
  startTimeUnixNano: nanoseconds(span.startedMs),
  endTimeUnixNano: nanoseconds(span.endedMs),
  attributes: attributesOf(span.attributes).map(({ key, value }) => ({
    key,
    value: "stringValue" in value ? { stringValue: blotted(value.stringValue) } : value,
  })),
  // 2 is STATUS_CODE_ERROR; unset says nothing.
  status: span.error === undefined ? {} : { code: 2, message: blotted(span.error).slice(0, 500) },
});

interface Attribute {
  readonly key: string;
  readonly value:
    | { readonly boolValue: boolean }
    | { readonly stringValue: string }
    | { readonly intValue: string }
    | { readonly doubleValue: number };
}

const attributesOf = (attributes: SpanAttributes): readonly Attribute[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

function anyValue(value: string | number | boolean): Attribute["value"] {
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "string") return { stringValue: value };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** Nanoseconds do not fit a number: whole milliseconds and their fraction apart. */
function nanoseconds(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1_000_000)));
}
