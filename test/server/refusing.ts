import { expect } from "vitest";
import { problemTypes } from "../../src/http/problem-types.ts";
import type { Answer, Asked, RunningFlorin } from "./running-florin.ts";
import { storedRows } from "./stored-rows.ts";

/** A refusal: its status, its code, and the code and place of each error. */
export interface Refused {
  readonly status: number;
  readonly code: keyof typeof problemTypes;
  readonly errors?: readonly string[];
}

/** A body that cannot be read. */
export const malformed: Refused = { status: 400, code: "malformed-body" };

/** A request that breaks these rules, each written as its code and its place. */
export const invalid = (...errors: string[]): Refused => ({
  status: 422,
  code: "invalid-request",
  errors,
});

/** Asks, and expects exactly this refusal as a problem document, with nothing stored. */
export type Refuses = (
  method: string,
  path: string,
  asked: Asked,
  refused: Refused,
) => Promise<Answer>;

/** Expects refusals of the server of the moment. */
export function refusing(server: () => RunningFlorin): Refuses {
  return async (method, path, asked, { status, code, errors = [] }) => {
    const { florin, api } = server();
    const before = await storedRows(florin.store);
    const answer = await api.ask(method, path, asked);
    expect(answer.json, `${method} ${path}: ${answer.text}`).toMatchObject({
      type: `https://florin.dev/problems/${code}`,
      title: problemTypes[code].title,
      status,
      code,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    const problem = answer.json as { requestId: string; errors?: { code: string; path: string }[] };
    expect(problem.requestId).toBe(answer.headers["x-request-id"]);
    expect((problem.errors ?? []).map((error) => `${error.code} ${error.path}`)).toEqual(errors);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at async/);
    expect(await storedRows(florin.store)).toEqual(before);
    return answer;
  };
}
