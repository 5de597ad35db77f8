import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of a span besides its name: texts, numbers, and yes or no. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span under way. */
export interface ActiveSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Whether it is kept; of one that is not, its children are not either. */
  readonly sampled: boolean;
  /** Does work within a span below this one. */
  readonly within: <T>(
    name: string,
    attributes: SpanAttributes,
    work: () => Promise<T>,
  ) => Promise<T>;
}

const spans = new AsyncLocalStorage<ActiveSpan>();

/** The span that this code runs in; undefined where nothing is traced, which costs next to nothing as long as no span ever was. */
export const activeSpan = (): ActiveSpan | undefined => spans.getStore();

/** Does something in a span. */
export const inSpan = <T>(span: ActiveSpan, work: () => T): T => spans.run(span, work);
