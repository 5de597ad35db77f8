import { FlorinProblem, noProblemDocument } from "../server-call.ts";
import type { Problem } from "./generated-types.ts";

/** A problem document (RFC 9457); the code is `no-problem-document` where the answer was none, as that of a proxy. */
export type ProblemDocument = Omit<Problem, "code"> & {
  readonly code: Problem["code"] | typeof noProblemDocument;
};

/** A refusal with its whole document. Thrown. */
export class ApiProblem extends FlorinProblem {
  readonly problem: ProblemDocument;
  constructor(problem: ProblemDocument, retryAfter: number | undefined) {
    const { status, code, detail, errors } = problem;
    super(status, errors?.[0]?.code ?? code, detail, retryAfter);
    this.name = "ApiProblem";
    this.problem = problem;
  }
}

/** Seconds that an answer asks to wait before the same is asked again; undefined where it does not say. */
export function retryAfterOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** The refusal of an answer. */
export async function apiProblem(answer: Response): Promise<ApiProblem> {
  const text = await answer.text();
  return new ApiProblem(documentIn(text) ?? wordsFor(answer, text), retryAfterOf(answer));
}

function documentIn(text: string): ProblemDocument | undefined {
  try {
    const found: unknown = JSON.parse(text);
    const isProblem = typeof found === "object" && found !== null && "code" in found;
    return isProblem ? (found as ProblemDocument) : undefined;
  } catch {
    return undefined;
  }
}

const shownMax = 200;

const wordsFor = ({ status, statusText, headers }: Response, text: string): ProblemDocument => ({
  type: "about:blank",
  title: statusText === "" ? `Answer ${status}` : statusText,
  status,
  detail: text.slice(0, shownMax),
  code: noProblemDocument,
  requestId: headers.get("x-request-id") ?? "",
});
