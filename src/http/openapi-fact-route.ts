import { isContractFactKind } from "../account/contracts/contract-fact-shape.ts";
import { moneyFactShapes } from "../account/money-fact-shape.ts";
import { isCreditFactKind } from "../credit/credit-fact-shape.ts";
import { factBody, recordedFact } from "./openapi-bodies.ts";
import * as example from "./openapi-fact-examples.ts";
import {
  bodyProblems,
  idempotencyKey,
  json,
  type Operation,
  onceProblems,
} from "./openapi-operation.ts";

type FactKind = Parameters<typeof factBody>[0];

const tags: Readonly<Record<string, string>> = {
  customer: "Customers",
  "tax-decision": "Customers",
  subscription: "Purchases",
  licence: "Purchases",
  sale: "Purchases",
  bundle: "Purchases",
  milestone: "Changes",
  amendment: "Changes",
};

const tagOf = (kind: FactKind): string => {
  if (Object.hasOwn(moneyFactShapes, kind) || kind === "credit-note") return "Money";
  if (isCreditFactKind(kind)) return "Credits";
  if (isContractFactKind(kind)) return "Contracts";
  return tags[kind] ?? "Changes";
};

/** What is told about changes, contracts, credits and money waits for the invoices that come before it. */
const waitsForBilling: ReadonlySet<string> = new Set(["Changes", "Contracts", "Credits", "Money"]);

/** The description of a route that records facts of one kind. */
export function factRoute(
  kind: FactKind,
  url: string,
  id: string,
  words: Pick<Operation, "summary" | "description">,
  sample: object,
): Operation {
  return {
    method: "POST",
    url,
    id,
    tag: tagOf(kind),
    ...words,
    access: "write",
    headers: [idempotencyKey],
    body: json(factBody(kind), sample),
    answers: [
      {
        status: 201,
        description: "Recorded.",
        content: json(recordedFact(kind), example.recorded(sample)),
      },
      {
        status: 200,
        description: "Recorded before, with the same terms.",
        content: json(recordedFact(kind)),
      },
    ],
    problems: [
      ...bodyProblems,
      ...onceProblems,
      "already-exists",
      "broken-invariant",
      ...(waitsForBilling.has(tagOf(kind)) || kind === "tax-decision"
        ? (["billing-behind"] as const)
        : []),
    ],
  };
}
