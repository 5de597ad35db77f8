import { Readable } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isAccountName } from "../../ledger/account-name.ts";
import { type JournalExportName, journalExports } from "../../ledger/exports/journal-exports.ts";
import { type BookFact, parseBookFact } from "../../ledger/manual/manual-entry-fact.ts";
import { readShape } from "../../model/shape.ts";
import type { Ledger } from "../../services/ledger/ledger.ts";
import { closeRequestShape } from "../../services/ledger/ledger-shapes.ts";
import { monthPattern } from "../../services/report-shapes.ts";
import { parseCivilDate } from "../../time/calendar.ts";
import { reader, writer } from "../authenticate.ts";
import { onceOf, sendStored } from "../idempotency.ts";
import { Refusal, refusalOf } from "../problem.ts";
import { choiceOf, needed, noQuery, pageOf, pathPart, queryOf } from "../query.ts";
import { accept, strictBody } from "../read-body.ts";
import { isRecord } from "../record.ts";
import { storable } from "../stored-text.ts";

const formats = Object.keys(journalExports) as readonly JournalExportName[];

/** `/v1/ledger/…`: the books, `/v1/revenue/…`: what is recognised of them, `/v1/closes`: months that are closed. */
export function ledgerRoutes(app: FastifyInstance, ledger: Ledger): void {
  balanceRoutes(app, ledger);
  receivableRoutes(app, ledger);
  journalRoutes(app, ledger);
  manualRoutes(app, ledger);
  revenueRoutes(app, ledger);
  closeRoutes(app, ledger);
}

function balanceRoutes(app: FastifyInstance, ledger: Ledger): void {
  app.get("/v1/ledger/trial-balance", async (request) =>
    books(await ledger.trialBalance(reader(request).tenant, asOf(request))),
  );
  app.get("/v1/ledger/accounts", async (request) => {
    noQuery(request);
    return { items: books(await ledger.accounts(reader(request).tenant)) };
  });
}

function receivableRoutes(app: FastifyInstance, ledger: Ledger): void {
  app.get("/v1/ledger/ageing", async (request) =>
    books(await ledger.ageing(reader(request).tenant, asOf(request))),
  );
  app.get("/v1/ledger/foreign-currency", async (request) =>
    books(await ledger.foreignCurrency(reader(request).tenant, asOf(request))),
  );
  app.get("/v1/ledger/foreign-payments", async (request) => {
    const query = queryOf(request, ["customer", "from", "to", "limit", "cursor"]);
    const { customer } = query;
    return books(
      await ledger.foreignPayments(reader(request).tenant, {
        ...pageOf(query),
        ...dayRange(query),
        ...(customer === undefined ? {} : { customer }),
      }),
    );
  });
  app.get("/v1/ledger/dso", async (request) =>
    books(await ledger.salesOutstanding(reader(request).tenant, asOf(request))),
  );
}

function journalRoutes(app: FastifyInstance, ledger: Ledger): void {
  app.get("/v1/ledger/entries", async (request) => {
    const names = ["account", "customer", "document", "from", "to", "limit", "cursor"] as const;
    const query = queryOf(request, names);
    const { account, customer, document } = query;
    if (account !== undefined && !isAccountName(account)) throw unknownAccount(account);
    return books(
      await ledger.entries(reader(request).tenant, {
        ...pageOf(query),
        ...dayRange(query),
        ...(account === undefined ? {} : { account }),
        ...(customer === undefined ? {} : { customer }),
        ...(document === undefined ? {} : { document }),
      }),
    );
  });
  app.get("/v1/ledger/export", async (request, reply) => {
    const query = queryOf(request, ["format", "from", "to"]);
    const format = choiceOf(needed(query.format, "format"), "format", formats) ?? "csv";
    const { tenant } = reader(request);
    const journal = books(await ledger.exported(tenant, format, dayRange(query)));
    return reply
      .type(journal.mediaType)
      .header("content-disposition", `attachment; filename="${journal.fileName}"`)
      .send(Readable.from(journal.pieces));
  });
  app.get("/v1/ledger/verification", async (request) => {
    noQuery(request);
    return ledger.verification(reader(request).tenant);
  });
}

/** What is told of partners, by its kind of fact. */
const partnerRoutes = [
  ["/v1/partner-shares", "partner-share"],
  ["/v1/partner-payouts", "partner-payout"],
] as const;

function manualRoutes(app: FastifyInstance, { manual }: Ledger): void {
  app.post("/v1/ledger/entries", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const body = strictBody(request);
    const read = parseBookFact({ ...(isRecord(body) ? body : {}), fact: "entry" });
    const fact = toldNow(accept(storable(read, body, "fact")));
    return sendStored(reply, accept(await manual.enter(tenant, fact, once)));
  });
  for (const [route, kind] of partnerRoutes)
    app.post(route, async (request, reply) => {
      const { tenant } = writer(request);
      noQuery(request);
      const once = onceOf(request);
      const body = strictBody(request);
      const read = parseBookFact({ ...(isRecord(body) ? body : {}), fact: kind });
      const fact = toldNow(accept(storable(read, body, "fact")));
      return sendStored(reply, accept(await manual.enter(tenant, fact, once)));
    });
  app.post("/v1/ledger/entries/:id/reversal", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const entry = pathPart(request, "id");
    const once = onceOf(request);
    const own = once === undefined ? undefined : { ...once, route: `${once.route} ${entry}` };
    const body = strictBody(request);
    const said = isRecord(body) ? body : {};
    const read = parseBookFact({ ...said, entry, fact: "entry-reversal" });
    const fact = toldNow(accept(storable(read, body, "fact")));
    return sendStored(reply, accept(await manual.enter(tenant, fact, own)));
  });
}

/** The server's clock says when something became known. */
function toldNow(fact: BookFact): BookFact {
  if (fact.recordedAt === undefined) return fact;
  const message = "the server's clock says when it became known; leave this out";
  throw refusalOf([{ code: "unknown-field", path: "/recordedAt", message }]);
}

function revenueRoutes(app: FastifyInstance, ledger: Ledger): void {
  app.get("/v1/revenue/schedule", async (request) =>
    books(await ledger.schedule(reader(request).tenant, months(request))),
  );
  app.get("/v1/revenue/roll-forward", async (request) =>
    books(await ledger.rollForward(reader(request).tenant, months(request))),
  );
  app.get("/v1/revenue/remaining-obligations", async (request) =>
    books(await ledger.remaining(reader(request).tenant, asOf(request))),
  );
}

function closeRoutes(app: FastifyInstance, { closes }: Ledger): void {
  app.post("/v1/closes", async (request, reply) => {
    const { tenant } = writer(request);
    noQuery(request);
    const once = onceOf(request);
    const { value, faults } = readShape(closeRequestShape, strictBody(request));
    if (faults.length > 0) throw refusalOf(faults);
    const { month } = value;
    return sendStored(reply, accept(await closes.close(tenant, month, once)));
  });
  app.get("/v1/closes", async (request) => {
    const query = queryOf(request, ["limit", "cursor"]);
    const { limit, cursor } = pageOf(query);
    if (cursor !== undefined && !monthPattern.test(cursor))
      throw new Refusal("invalid-cursor", "this cursor does not belong to this list");
    return closes.list(reader(request).tenant, cursor, limit);
  });
  app.get("/v1/closes/:month", async (request) => {
    noQuery(request);
    const month = pathPart(request, "month");
    const found = monthPattern.test(month)
      ? await closes.month(reader(request).tenant, month)
      : undefined;
    if (found !== undefined) return found;
    throw new Refusal("not-found", "this month is neither closed nor the next to close");
  });
}

/** What there is, or the refusal of a tenant without books. */
function books<T>(answer: T | undefined): T {
  if (answer !== undefined) return answer;
  throw new Refusal("not-found", "no model was published yet, so there are no books");
}

/** The day of a report that knows no other parameter; undefined where none is named. */
function asOf(request: FastifyRequest): string | undefined {
  return dayOf(queryOf(request, ["asOf"]).asOf, "asOf");
}

/** A day, `2026-01-31`; undefined where none is named. */
function dayOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  accept(parseCivilDate(text, `/query/${name}`));
  return text;
}

function dayRange(query: { readonly from?: string; readonly to?: string }) {
  const from = dayOf(query.from, "from");
  const to = dayOf(query.to, "to");
  if (from !== undefined && to !== undefined && to < from) throw reversed();
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** Months that a report answers at most. */
const monthsMax = 120;

/** The months of a report, both included. */
function months(request: FastifyRequest): { readonly from: string; readonly to: string } {
  const query = queryOf(request, ["from", "to"]);
  const from = monthOf(query.from, "from");
  const to = monthOf(query.to, "to");
  if (to < from) throw reversed();
  if (countOf(to) - countOf(from) >= monthsMax)
    throw refusalOf([
      {
        code: "invalid-range",
        path: "/query/to",
        message: `a report covers at most ${monthsMax} months`,
        value: to,
      },
    ]);
  return { from, to };
}

const countOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));

function monthOf(text: string | undefined, name: string): string {
  const month = needed(text, name);
  if (monthPattern.test(month)) return month;
  const message = "a month is written 2026-01";
  const path = `/query/${name}`;
  throw refusalOf([{ code: "invalid-month", path, message, value: month }]);
}

const reversed = (): Refusal =>
  refusalOf([
    { code: "invalid-range", path: "/query/to", message: "a range ends when it begins or later" },
  ]);

const unknownAccount = (account: string): Refusal =>
  refusalOf([
    {
      code: "unknown-account",
      path: "/query/account",
      message: "there can be no account of this name",
      value: account,
      suggestion: "GET /v1/ledger/accounts lists them",
    },
  ]);
