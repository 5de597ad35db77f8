import { type ActiveSpan, activeSpan, inSpan, type SpanAttributes } from "./active-span.ts";
import type { TraceParent } from "./traceparent.ts";

/** What a span is of, by OpenTelemetry: an answer to a caller, a call of another system, or our own. */
export type SpanKind = "internal" | "server" | "client";

/** A span that has ended. */
export interface EndedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970, with fractions. */
  readonly startedMs: number;
  readonly endedMs: number;
  readonly attributes: SpanAttributes;
  /** What broke, where something did. */
  readonly error: string | undefined;
}

/** What a span is begun with. */
export interface SpanBeginning {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: SpanAttributes;
  /** From another program. */
  readonly parent?: TraceParent | undefined;
}

/** A span that somebody has to end, once. */
export interface OpenSpan {
  readonly span: ActiveSpan;
  readonly end: (more?: {
    readonly name?: string;
    readonly attributes?: SpanAttributes;
    readonly error?: unknown;
  }) => void;
}

/** Makes spans. */
export interface Tracer {
  /** Begins a trace, or goes on with one that came from elsewhere. */
  readonly begin: (beginning: SpanBeginning) => OpenSpan;
  /** Does work in such a span. */
  readonly trace: <T>(
    beginning: SpanBeginning,
    work: (span: ActiveSpan) => Promise<T>,
  ) => Promise<T>;
}

/** What a tracer stands on. */
export interface TracerParts {
  /** Hexadecimal digits by chance, twice as many as bytes; never all of them 0. */
  readonly randomHex: (bytes: number) => string;
  /** Real time in milliseconds, with fractions. */
  readonly nowMs: () => number;
  /** The share of traces that begin here and are kept, 0 to 1; whether one from elsewhere is, its caller said. */
  readonly keptShare: number;
  readonly onEnd: (span: EndedSpan) => void;
}

/** What a share is a share of: the first 52 bits of a trace's id. */
const idSpace = 2 ** 52;

/** Makes a tracer. Whether a trace is kept follows from its id, so programs that share it decide alike. */
export function createTracer(parts: TracerParts): Tracer {
  const open = (
    { name, kind, attributes }: Omit<SpanBeginning, "parent">,
    traceId: string,
    parentId: string | undefined,
    sampled: boolean,
  ): OpenSpan => {
    const spanId = parts.randomHex(8);
    const startedMs = parts.nowMs();
    const span: ActiveSpan = {
      traceId,
      spanId,
      sampled,
      within: (child, given, work) =>
        sampled
          ? inOpen(
              open({ name: child, kind: "internal", attributes: given }, traceId, spanId, true),
              work,
            )
          : work(),
    };
    const end: OpenSpan["end"] = (more = {}) => {
      if (!sampled) return;
      parts.onEnd({
        traceId,
        spanId,
        parentId,
        name: more.name ?? name,
        kind,
        startedMs,
        endedMs: parts.nowMs(),
        attributes: { ...attributes, ...more.attributes },
        error: more.error === undefined ? undefined : messageOf(more.error),
      });
    };
    return { span, end };
  };
  const begin: Tracer["begin"] = ({ parent, ...beginning }) => {
    if (parent !== undefined) return open(beginning, parent.traceId, parent.spanId, parent.sampled);
    const traceId = parts.randomHex(16);
    const kept = Number.parseInt(traceId.slice(0, 13), 16) < parts.keptShare * idSpace;
    return open(beginning, traceId, undefined, kept);
  };
  return {
    begin,
    trace: (beginning, work) => {
      const opened = begin(beginning);
      return inOpen(opened, () => work(opened.span));
    },
  };
}

async function inOpen<T>({ span, end }: OpenSpan, work: () => Promise<T>): Promise<T> {
  try {
    const done = await inSpan(span, work);
    end();
    return done;
  } catch (error) {
    end({ error });
    throw error;
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Does work within a span below the one that is under way; just does it where none is. */
export function withinSpan<T>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<T>,
): Promise<T> {
  const span = activeSpan();
  return span === undefined ? work() : span.within(name, attributes, work);
}
