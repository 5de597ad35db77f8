// Serves the built console over made-up, deterministic answers, to look at its pages without a database:
//   node web/fixture-server.mjs [--port 4477] [--signed-out] [--empty] [--delay 800]
// With --signed-out every read is refused until POST /login gets the key "florin-demo-key". A search for "problem" is refused.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { customers } from "./fixture/customers.mjs";
import { cents, exact } from "./fixture/exact.mjs";
import { invoices, issueMonth, revenueAnswer } from "./fixture/invoices.mjs";
import { currency, firstDay, meters, model, now, plans } from "./fixture/model.mjs";
import { topAnswer, unbilled, usageAnswer } from "./fixture/usage.mjs";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "4477" },
    delay: { type: "string", default: "0" },
    "signed-out": { type: "boolean", default: false },
    empty: { type: "boolean", default: false },
  },
});
const site = fileURLToPath(new URL("../dist/console/", import.meta.url));
const key = "florin-demo-key";
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const shownCustomers = options.empty ? [] : customers;
const shownInvoices = options.empty ? [] : invoices;
const revenue = revenueAnswer();

function invoicedBy(customer) {
  const own = shownInvoices.filter((one) => one.customer === customer && one.status === "final");
  return cents(own.reduce((sum, one) => sum + exact(one.total), 0n));
}

function listed({ id, name, segment, country, currency, subscriptions, createdAt }) {
  return {
    id,
    name,
    segment,
    country,
    currency,
    subscriptions,
    invoiced: invoicedBy(id),
    createdAt,
  };
}

function pageOf(items, query, fallback) {
  const limit = Number(query.get("limit") ?? fallback);
  const from = Number(query.get("cursor") ?? 0);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), next };
}

function matches(query, ...fields) {
  const words = (query.get("q") ?? "").toLowerCase();
  return fields.some((field) => (field ?? "").toLowerCase().includes(words));
}

function problem(status, code, title, detail, errors) {
  const document = { type: `https://florin.dev/problems/${code}`, title, status, detail, code };
  return {
    status,
    body: { ...document, requestId: "req-0198f3c2", ...(errors ? { errors } : {}) },
  };
}

const notFound = (what) =>
  problem(404, "not-found", `No such ${what}`, `There is no ${what} here.`);

function summary() {
  const finals = shownInvoices.filter(({ status }) => status === "final");
  return {
    model,
    currency,
    now,
    customers: shownCustomers.length,
    subscriptions: shownCustomers.reduce((sum, one) => sum + one.subscriptions.length, 0),
    invoices: {
      count: shownInvoices.length,
      total: cents(finals.reduce((sum, one) => sum + exact(one.total), 0n)),
    },
    events: options.empty
      ? { accepted: 0, unbilled: 0 }
      : { accepted: 2_418_907, unbilled: unbilled.length },
    from: options.empty ? null : invoices.at(-1).issuedAt,
    to: options.empty ? null : invoices[0].issuedAt,
  };
}

function listCustomers(query) {
  if (query.get("q") === "problem") {
    return problem(
      422,
      "invalid-request",
      "The request cannot be understood",
      "One parameter is wrong; nothing was read.",
      [
        {
          path: "/query/q",
          code: "not-searchable",
          message: "The search text is a reserved word.",
          value: "problem",
          suggestion: "Search for a name or an id.",
        },
        {
          path: "/query/limit",
          code: "out-of-range",
          message: "At most 200 customers a page.",
          value: 5000,
        },
      ],
    );
  }
  const segment = query.get("segment");
  const found = shownCustomers.filter(
    (one) => matches(query, one.id, one.name) && (segment === null || one.segment === segment),
  );
  const page = pageOf(found, query, 50);
  return { ...page, items: page.items.map(listed) };
}

function readCustomer(id) {
  const found = shownCustomers.find((one) => one.id === id);
  if (found === undefined) return notFound("customer");
  const { email, timeZone, licences, nextDue, parked } = found;
  return { ...listed(found), email, timeZone, licences, nextDue, parked };
}

function listInvoices(query) {
  const [status, month, customer] = ["status", "month", "customer"].map((name) => query.get(name));
  const found = shownInvoices.filter(
    (one) =>
      matches(query, one.number, one.id, one.customerName) &&
      (status === null || one.status === status) &&
      (month === null || issueMonth(one) === month) &&
      (customer === null || one.customer === customer),
  );
  const page = pageOf(found, query, 50);
  return {
    ...page,
    items: page.items.map(({ lines, model, subtotal, discount, tax, notes, ...head }) => ({
      ...head,
      lineCount: lines.length,
    })),
  };
}

function readUsage(query, answer) {
  const meter = meters.find(({ id }) => id === query.get("meter"));
  if (meter === undefined) return notFound("meter");
  const from = Date.parse(query.get("from") ?? firstDay);
  const to = Date.parse(query.get("to") ?? now);
  return answer(meter, from, to);
}

function listPlans() {
  const held = shownCustomers.flatMap(({ subscriptions }) => subscriptions);
  return {
    items: plans.map((plan) => ({
      id: plan.id,
      name: plan.name,
      stream: plan.stream,
      prices: Object.fromEntries(
        ["monthly", "annual"]
          .filter((cadence) => plan[cadence] !== undefined)
          .map((cadence) => [cadence, plan.words?.[cadence] ?? `${plan[cadence]} USD`]),
      ),
      subscribers: held.filter((one) => one.plan === plan.id).length,
    })),
  };
}

function answerTo(path, query) {
  const [, , noun, id] = path.split("/").map(decodeURIComponent);
  if (noun === "summary") return summary();
  if (noun === "revenue") {
    return options.empty
      ? { ...revenue, months: [], streams: [], totals: [], total: "0.00" }
      : revenue;
  }
  if (noun === "customers") return id === undefined ? listCustomers(query) : readCustomer(id);
  if (noun === "invoices") {
    if (id === undefined) return listInvoices(query);
    return shownInvoices.find((one) => one.id === id) ?? notFound("invoice");
  }
  if (noun === "meters") {
    return { items: meters.map(({ scale, tiers, ...meter }) => meter) };
  }
  if (noun === "usage" && id === "top") {
    const limit = Number(query.get("limit") ?? 10);
    if (options.empty) return { items: [] };
    return readUsage(query, (meter, from, to) => topAnswer(meter, from, to, limit));
  }
  if (noun === "usage") {
    const customer = options.empty ? "nobody" : query.get("customer");
    const window = query.get("window") ?? "day";
    return readUsage(query, (meter, from, to) => usageAnswer(meter, customer, from, to, window));
  }
  if (noun === "plans") return listPlans();
  if (noun === "unbilled") {
    const events = options.empty ? [] : unbilled;
    return { ...pageOf(events, query, 20), total: events.length };
  }
  return notFound("address");
}

const kinds = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

async function sendFile(response, path) {
  const wanted = extname(path) === "" ? "index.html" : normalize(path).replace(/^[/\\]+/, "");
  const body = await readFile(join(site, wanted)).catch(() => undefined);
  if (body === undefined) return response.writeHead(404).end();
  const type = kinds[extname(wanted)] ?? "application/octet-stream";
  return response
    .writeHead(200, { "content-type": type, "content-security-policy": policy })
    .end(body);
}

function sendJson(response, status, body) {
  const kind = status >= 400 ? "application/problem+json" : "application/json";
  response.writeHead(status, { "content-type": kind, "x-request-id": "req-0198f3c2" });
  response.end(JSON.stringify(body));
}

async function readBody(request) {
  let text = "";
  for await (const part of request) text += part;
  return text;
}

async function signIn(request, response) {
  const given = JSON.parse(await readBody(request)).key;
  if (given !== key) {
    const refused = problem(401, "unauthenticated", "Not signed in", "This key is not known.");
    return sendJson(response, 401, refused.body);
  }
  return response
    .writeHead(204, { "set-cookie": "florin=1; HttpOnly; SameSite=Strict; Path=/" })
    .end();
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://fixture");
  if (url.pathname === "/logout") {
    const expired = "florin=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0";
    return response.writeHead(204, { "set-cookie": expired }).end();
  }
  if (url.pathname === "/login" && request.method === "POST") return signIn(request, response);
  if (!url.pathname.startsWith("/v1/")) return sendFile(response, url.pathname);
  await new Promise((resolve) => setTimeout(resolve, Number(options.delay)));
  if (options["signed-out"] && !(request.headers.cookie ?? "").includes("florin=1")) {
    const refused = problem(401, "unauthenticated", "Not signed in", "Send an API key or sign in.");
    return sendJson(response, 401, refused.body);
  }
  const answer = answerTo(url.pathname, url.searchParams);
  const failed = answer.body !== undefined && answer.status !== undefined;
  return sendJson(response, failed ? answer.status : 200, failed ? answer.body : answer);
});

server.listen(Number(options.port), "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${options.port}/\n`);
});
