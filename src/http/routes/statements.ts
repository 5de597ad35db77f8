import type { FastifyInstance, FastifyRequest } from "fastify";
import { parseCurrency } from "../../money/currency.ts";
import { STATEMENT_BYTES_MAX } from "../../payments/statements/decode-text.ts";
import { statementFormats } from "../../payments/statements/statement-formats.ts";
import type { StatementRequest } from "../../services/payments/import-statement.ts";
import type { Payments } from "../../services/payments/payments.ts";
import { reader, writer } from "../authenticate.ts";
import { sendStored } from "../idempotency.ts";
import { bodyAs, onceFor } from "../payment-requests.ts";
import { ignoreBody, matchBody } from "../payment-shapes.ts";
import {
  amountBounds,
  choiceOf,
  dayBounds,
  noQuery,
  pageOf,
  pathPart,
  queryOf,
  stated,
} from "../query.ts";
import { accept, statementBody } from "../read-body.ts";

const delimiters = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;
const decimals = { point: ".", comma: "," } as const;

/** `POST /v1/bank-statements` takes a bank's file; `/v1/bank-lines` are its lines, and the queue of those unmatched. */
export function statementRoutes(app: FastifyInstance, payments: Payments): void {
  app.post("/v1/bank-statements", { bodyLimit: STATEMENT_BYTES_MAX }, async (request, reply) => {
    const { tenant } = writer(request);
    const statement = statementOf(request);
    const imported = accept(await payments.importStatement(tenant, statement));
    return reply.code(imported.isNew ? 201 : 200).send(imported);
  });
  app.get("/v1/bank-lines", async (request) => {
    const query = queryOf(request, [
      ...(["state", "statement", "customer", "currency", "q"] as const),
      ...(["bookedFrom", "bookedTo", "amountFrom", "amountTo", "limit", "cursor"] as const),
    ]);
    const { statement, customer, currency, q } = query;
    const state = choiceOf(query.state, "state", ["matched", "returned", "unmatched", "ignored"]);
    return payments.lines(reader(request).tenant, {
      ...pageOf(query),
      ...(state === undefined ? {} : { state }),
      ...stated({ statement, customer, currency, search: q }),
      ...dayBounds(query, "booked"),
      ...amountBounds(query, "amount"),
    });
  });
  app.post("/v1/bank-lines/:id/match", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceFor(request, id);
    const body = bodyAs(request, matchBody);
    return sendStored(reply, accept(await payments.matchLine(tenant, id, body, once)));
  });
  app.post("/v1/bank-lines/:id/ignore", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const id = pathPart(request, "id");
    const once = onceFor(request, id);
    const { reason } = bodyAs(request, ignoreBody);
    return sendStored(reply, accept(await payments.ignoreLine(tenant, id, reason, once)));
  });
}

/** The file is the body; what it does not say of itself is in the query. */
function statementOf(request: FastifyRequest): StatementRequest {
  const query = queryOf(request, [
    "name",
    "format",
    "account",
    "currency",
    "delimiter",
    "decimal",
    "dateOrder",
  ]);
  const format = choiceOf(query.format, "format", statementFormats);
  const delimiter = choiceOf(query.delimiter, "delimiter", ["comma", "semicolon", "tab", "pipe"]);
  const decimal = choiceOf(query.decimal, "decimal", ["point", "comma"]);
  const dateOrder = choiceOf(query.dateOrder, "dateOrder", [
    "day-month-year",
    "month-day-year",
    "year-month-day",
  ]);
  const { account } = query;
  const currency =
    query.currency === undefined
      ? {}
      : { currency: accept(parseCurrency(query.currency, "/query/currency")) };
  return {
    bytes: statementBody(request),
    name: query.name ?? "statement",
    ...(format === undefined ? {} : { format }),
    ...(account === undefined ? {} : { account }),
    ...currency,
    csv: {
      ...(delimiter === undefined ? {} : { delimiter: delimiters[delimiter] }),
      ...(decimal === undefined ? {} : { decimal: decimals[decimal] }),
      ...(dateOrder === undefined ? {} : { dateOrder }),
    },
  };
}
