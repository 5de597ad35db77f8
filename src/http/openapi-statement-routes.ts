import { bankLineShape, statementShape } from "../services/payments/payment-shapes.ts";
import { pageShape } from "../services/report-shapes.ts";
import { statementTypes } from "./bodies.ts";
import { search } from "./openapi-expanded.ts";
import {
  answerComponent,
  bodyProblems,
  component,
  idempotencyKey,
  idInPath,
  json,
  type Operation,
  onceProblems,
  type Parameter,
  paging,
  pagingProblems,
  reading,
} from "./openapi-operation.ts";
import { amountFilters, bytes, dayFilters, filter } from "./openapi-parameters.ts";
import * as example from "./openapi-payment-examples.ts";
import { ignoreBody, matchBody } from "./payment-shapes.ts";

const bankLine = answerComponent("BankLine", bankLineShape);
const lineId = idInPath("The line's id.", "5510be07");

const choice = (name: string, description: string, choices: readonly string[]): Parameter => ({
  name,
  description,
  schema: { enum: choices },
  example: choices[0] ?? "",
});

const statementQuery: readonly Parameter[] = [
  filter("name", "The file's name, for people.", "april.xml"),
  choice("format", "Recognised where absent.", ["camt053", "csv"]),
  filter("account", "Our account, for a file that does not name it.", "DE02120300000000202051"),
  filter("currency", "The account's currency, for a file that does not name it.", "EUR"),
  choice("delimiter", "Of a CSV file; guessed where absent.", [
    "comma",
    "semicolon",
    "tab",
    "pipe",
  ]),
  choice("decimal", "Of a CSV file, where it could be either.", ["point", "comma"]),
  choice("dateOrder", "Of a CSV file, where it could be either.", [
    "day-month-year",
    "month-day-year",
    "year-month-day",
  ]),
];

const settling = (
  operation: Pick<Operation, "url" | "id" | "summary" | "body"> & Partial<Operation>,
): Operation => ({
  method: "POST",
  tag: "Bank statements",
  access: "write",
  path: [lineId],
  headers: [idempotencyKey],
  answers: [{ status: 200, description: "The line.", content: json(bankLine, example.bankLine) }],
  problems: [...bodyProblems, ...onceProblems, "not-found", "line-settled", "billing-behind"],
  ...operation,
});

const statementAnswer = answerComponent("ImportedStatement", statementShape);

/** Bank statements, and the queue of what was not matched. */
export const statementOperations: readonly Operation[] = [
  {
    method: "POST",
    url: "/v1/bank-statements",
    id: "importBankStatement",
    tag: "Bank statements",
    summary: "Import a bank's file and match it with what customers owe",
    description:
      "CAMT.053 or CSV, as it came from the bank. What is clear is paid at once; what is not waits in the queue, with suggestions. The same file again, or a line of it in another file, does nothing.",
    access: "write",
    query: statementQuery,
    body: bytes(statementTypes),
    answers: [
      {
        status: 201,
        description: "Imported.",
        content: json(statementAnswer, example.statement),
      },
      {
        status: 200,
        description: "Imported before: what became of its lines.",
        content: json(statementAnswer),
      },
    ],
    problems: ["malformed-body", "body-too-large", "unsupported-media-type", "invalid-request"],
  },
  reading(
    {
      url: "/v1/bank-lines",
      id: "listBankLines",
      tag: "Bank statements",
      summary: "Lines of statements, the latest day first; `state=unmatched` is the queue",
      query: [
        choice("state", "Only these.", ["matched", "returned", "unmatched", "ignored"]),
        filter("statement", "Of this statement.", "b71c0e42"),
        filter("customer", "Matched with this customer.", "c-17"),
        filter("currency", "In this currency.", "EUR"),
        search("who paid, or what is written with it"),
        ...dayFilters("booked", "Booked by the bank", ""),
        ...amountFilters("amount", "Of"),
        ...paging,
      ],
      problems: pagingProblems,
    },
    answerComponent("BankLinePage", pageShape(bankLineShape)),
    example.bankLines,
  ),
  settling({
    url: "/v1/bank-lines/:id/match",
    id: "matchBankLine",
    summary: "Match a line by hand",
    description:
      "Money that came: whose it is and what it pays, in this order; the rest is credit. Money that went: the payment that the bank took back.",
    body: json(component("MatchRequest", matchBody), example.matchRequest),
  }),
  settling({
    url: "/v1/bank-lines/:id/ignore",
    id: "ignoreBankLine",
    summary: "Say that a line is nobody's payment, and why",
    body: json(component("IgnoreRequest", ignoreBody), example.ignoreRequest),
  }),
];
