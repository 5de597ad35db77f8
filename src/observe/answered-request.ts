/** A request that was answered, as metrics and the log tell of it. */
export interface AnsweredRequest {
  readonly method: string;
  /** As it was declared, `/v1/customers/:id`; never the URL, which may hold anything. Undefined where there is none. */
  readonly route: string | undefined;
  readonly status: number;
  readonly seconds: number;
  readonly requestId: string;
}

/** Told of every request that was answered. */
export type OnAnswered = (answered: AnsweredRequest) => void;
