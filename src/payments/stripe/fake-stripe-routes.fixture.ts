import { cancelPayment, confirmPayment, refundPayment } from "./fake-stripe-money.fixture.ts";
import {
  emit,
  existing,
  type FakeBooks,
  type FakeMethod,
  FakeRefusal,
  type FakeTransaction,
  newId,
} from "./fake-stripe-objects.fixture.ts";

/** Form fields by their bracketed names: `metadata[florin_intent]`. */
export type FakeForm = ReadonlyMap<string, string>;

/** Answers a call as Stripe would; undefined for a path that the tests do not speak. */
export function answerRoute(
  books: FakeBooks,
  method: string,
  path: string,
  form: FakeForm,
): object | undefined {
  const [, , resource = "", ...rest] = path.split("/");
  const route = `${method} ${[resource, ...rest.map((part, at) => (at === 0 && resource !== "checkout" ? ":id" : part))].join("/")}`;
  const [id = "", ,] = rest;
  switch (route) {
    case "POST customers":
      return create(books.customers, { id: newId(books, "cus"), object: "customer" as const });
    case "GET customers/:id/payment_methods":
      return list(
        [...books.methods.values()].filter((one) => one.customer === id),
        form,
      );
    case "POST payment_methods/:id/detach":
      return detach(books, existing(books.methods, id, "payment_method"));
    case "POST payment_intents":
      return createPayment(books, form);
    case "GET payment_intents":
      return listPayments(books, form);
    case "GET payment_intents/:id":
      return expanded(books, existing(books.payments, id, "payment_intent"), form);
    case "POST payment_intents/:id/cancel":
      return cancelPayment(books, id);
    case "POST refunds":
      return refundPayment(
        books,
        form.get("payment_intent") ?? "",
        wholeField(form, "amount"),
        fieldsUnder(form, "metadata"),
      );
    case "GET refunds":
      return list(
        [...books.refunds.values()].filter(
          (one) => one.payment_intent === form.get("payment_intent"),
        ),
        form,
      );
    case "GET refunds/:id":
      return existing(books.refunds, id, "refund");
    case "GET events":
      return list(
        books.events
          .filter(({ type, created }) => {
            const types = [...form].flatMap(([key, value]) =>
              key.startsWith("types[") ? value : [],
            );
            return types.includes(type) && created >= Number(form.get("created[gte]"));
          })
          .toReversed(),
        form,
      );
    case "GET payouts/:id":
      return existing(books.payouts, id, "payout");
    case "GET balance_transactions":
      return list(
        books.transactions
          .filter((one) => one.payout === form.get("payout"))
          .map((one) => (hasExpand(form, "data.source") ? withSource(books, one) : one)),
        form,
      );
    default:
      return resource === "checkout" ? answerPage(books, method, rest, form) : undefined;
  }
}

function answerPage(
  books: FakeBooks,
  method: string,
  [, id, action]: readonly string[],
  form: FakeForm,
): object | undefined {
  if (id === undefined) return createSession(books, form);
  const session = existing(books.sessions, id, "checkout.session");
  if (method === "GET") {
    const payment = books.payments.get(session.payment_intent ?? "");
    const wanted = hasExpand(form, "payment_intent.latest_charge");
    return wanted && payment !== undefined
      ? { ...session, payment_intent: withCharge(books, payment) }
      : session;
  }
  if (action !== "expire") return undefined;
  if (session.status !== "open")
    throw new FakeRefusal(400, {
      type: "invalid_request_error",
      message: 'Only Checkout Sessions with a status in ["open"] can be expired.',
    });
  session.status = "expired";
  emit(books, "checkout.session.expired", session);
  return session;
}

function createSession(books: FakeBooks, form: FakeForm): object {
  const id = newId(books, "cs_test");
  return create(books.sessions, {
    id,
    object: "checkout.session",
    created: books.now,
    expires_at: books.now + 86_400,
    mode: form.get("mode") ?? "",
    url: `https://checkout.stripe.com/c/pay/${id}`,
    customer: form.get("customer") ?? null,
    metadata: fieldsUnder(form, "metadata"),
    status: "open",
    payment_intent: null,
    asked: {
      amount: Number(form.get("line_items[0][price_data][unit_amount]") ?? 0),
      currency: form.get("line_items[0][price_data][currency]") ?? form.get("currency") ?? "",
      metadata: fieldsUnder(form, "payment_intent_data[metadata]"),
    },
  });
}

function createPayment(books: FakeBooks, form: FakeForm): object {
  const method = form.get("payment_method") ?? "";
  existing(books.methods, method, "payment_method");
  if (form.get("confirm") !== "true" || form.get("off_session") !== "true")
    throw new Error("the tests charge off session and confirm at once");
  const payment = confirmPayment(books, {
    amount: wholeField(form, "amount"),
    currency: form.get("currency") ?? "",
    customer: form.get("customer") ?? null,
    metadata: fieldsUnder(form, "metadata"),
    method,
  });
  return expanded(books, payment, form);
}

function listPayments(books: FakeBooks, form: FakeForm): object {
  const since = Number(form.get("created[gte]") ?? 0);
  const customer = form.get("customer");
  const found = [...books.payments.values()].filter(
    (one) => one.created >= since && (customer === undefined || one.customer === customer),
  );
  const page = list(found.toReversed(), form);
  return hasExpand(form, "data.latest_charge")
    ? { ...page, data: page.data.map((one) => withCharge(books, one)) }
    : page;
}

const expanded = (
  books: FakeBooks,
  payment: { readonly latest_charge: string | null },
  form: FakeForm,
): object => (hasExpand(form, "latest_charge") ? withCharge(books, payment) : payment);

const withCharge = (
  books: FakeBooks,
  payment: { readonly latest_charge: string | null },
): object => ({
  ...payment,
  latest_charge: books.charges.get(payment.latest_charge ?? "") ?? null,
});

function detach(books: FakeBooks, method: FakeMethod): object {
  if (method.customer === null)
    throw new FakeRefusal(400, {
      type: "invalid_request_error",
      message: "The payment method you provided is not attached to a customer.",
    });
  method.customer = null;
  emit(books, "payment_method.detached", method);
  return method;
}

function create<T extends { readonly id: string }>(map: Map<string, T>, object: T): T {
  map.set(object.id, object);
  return object;
}

function list<T extends { readonly id: string }>(all: readonly T[], form: FakeForm) {
  const limit = Number(form.get("limit") ?? 10);
  const after = form.get("starting_after");
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const data = all.slice(start, start + limit);
  return { object: "list" as const, url: "/v1", has_more: start + limit < all.length, data };
}

const withSource = (books: FakeBooks, transaction: FakeTransaction) => {
  const { source } = transaction;
  const found =
    books.charges.get(source) ??
    books.refunds.get(source) ??
    books.disputes.get(source) ??
    books.payouts.get(source);
  return { ...transaction, source: found ?? source };
};

const hasExpand = (form: FakeForm, field: string): boolean =>
  [...form].some(([name, value]) => name.startsWith("expand[") && value === field);

function wholeField(form: FakeForm, name: string): number {
  const text = form.get(name) ?? "";
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new FakeRefusal(400, {
    type: "invalid_request_error",
    code: "parameter_invalid_integer",
    param: name,
    message: `Invalid integer: ${text}`,
  });
}

const fieldsUnder = (form: FakeForm, name: string): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([field, value]) =>
      field.startsWith(`${name}[`) ? [[field.slice(name.length + 1, -1), value]] : [],
    ),
  );
