import type { FastifyInstance } from "fastify";
import type { AccountFact, CustomerFact } from "../../../account/fact.ts";
import { parseAccountFact } from "../../../account/fact-shape.ts";
import type { CustomerDetail } from "../../../services/reports.ts";
import type { Services } from "../../../services/services.ts";
import { reader, writer } from "../../authenticate.ts";
import { noQuery, pathPart } from "../../query.ts";
import { accept } from "../../read-body.ts";
import { storable } from "../../stored-text.ts";
import { type Fields, fieldsIn, renamed, textIn } from "./fields.ts";
import { noSuch } from "./lago-error.ts";
import { numbered, numberedQuery } from "./pages.ts";

/** Lago's fields of a customer that are texts of Florin's by another name. */
const sameText: Readonly<Record<string, string>> = {
  external_id: "id",
  email: "email",
  phone: "phone",
  country: "country",
  currency: "currency",
  timezone: "timeZone",
  tax_identification_number: "vatNumber",
  legal_number: "registration",
};

const addressNames: Readonly<Record<string, string>> = {
  address_line1: "line1",
  address_line2: "line2",
  zipcode: "postalCode",
  city: "city",
  state: "region",
  country: "country",
};

const names = {
  read: [
    ...Object.keys(sameText),
    ...Object.keys(addressNames),
    "name",
    "legal_name",
    "firstname",
    "lastname",
    "customer_type",
  ],
  passedOver: [
    "account_type",
    "billing_configuration",
    "billing_entity_code",
    "external_salesforce_id",
    "integration_customers",
    "logo_url",
    "metadata",
    "shipping_address",
    "url",
  ],
};

/** A fact as the routes of `/v1` take it: read by its shape, and without what must not be stored. */
export const checkedFact = (fact: Readonly<Record<string, unknown>>): AccountFact =>
  accept(storable(parseAccountFact(fact), fact, "fact"));

/** `POST /api/v1/customers` adds a customer or amends what it names of one; the reading side beside it. */
export function customerRoutes(app: FastifyInstance, services: Services): void {
  const { reports, mergeCustomer } = services;
  const shownOf = async (tenant: string, id: string): Promise<object> => {
    const found = await reports.customer(tenant, id);
    if (found === undefined) throw noSuch("customer");
    return { customer: shown(found) };
  };
  app.post("/api/v1/customers", async (request) => {
    const { tenant } = writer(request);
    noQuery(request);
    const fields = fieldsIn(request, "customer", names);
    const id = textIn(fields, "external_id") ?? "";
    // Read as a customer, so it is one.
    const merge = (known: CustomerFact | undefined) =>
      checkedFact(customerFact(fields, known)) as CustomerFact;
    accept(await mergeCustomer(tenant, id, merge));
    return shownOf(tenant, id);
  });
  app.get("/api/v1/customers", async (request) => {
    const { tenant } = reader(request);
    const { query, ...page } = numberedQuery(request, ["search_term"]);
    const q = query.search_term;
    const found = await numbered(page, (one) =>
      reports.customers(tenant, { ...one, ...(q === undefined ? {} : { q }) }),
    );
    const customers = await Promise.all(found.items.map(({ id }) => reports.customer(tenant, id)));
    return {
      customers: customers.flatMap((one) => (one === undefined ? [] : [shown(one)])),
      meta: found.meta,
    };
  });
  app.get("/api/v1/customers/:customer", async (request) => {
    noQuery(request);
    return shownOf(reader(request).tenant, pathPart(request, "customer"));
  });
}

/** The customer with what the fields say of it; what they leave out stays as it is known. */
function customerFact(fields: Fields, known: CustomerFact | undefined) {
  const { amends: _, ...before } = known ?? {};
  const name = nameIn(fields) ?? known?.name ?? fields.external_id;
  const { customer_type } = fields;
  return {
    ...before,
    ...(name === undefined ? {} : { name }),
    ...renamed(fields, sameText),
    ...(customer_type === undefined ? {} : { business: customer_type === "company" }),
    ...addressIn(fields, known),
    fact: "customer",
  };
}

/** The legal name where there is one, or a person's own. */
function nameIn(fields: Fields): unknown {
  const { legal_name, name, firstname, lastname } = fields;
  const person = [firstname, lastname].filter((part) => typeof part === "string").join(" ");
  return legal_name ?? name ?? (person === "" ? undefined : person);
}

/** The address, where it is in a country: Florin knows no other. */
function addressIn(fields: Fields, known: CustomerFact | undefined): Fields {
  const lines = renamed(fields, addressNames);
  const address = { ...known?.address, ...lines };
  const says = Object.keys(lines).some((name) => name !== "country");
  return (says || known?.address !== undefined) && "country" in address ? { address } : {};
}

const shown = (customer: CustomerDetail): object => ({
  lago_id: customer.id,
  external_id: customer.id,
  slug: customer.id,
  name: customer.name,
  legal_name: customer.name,
  email: customer.email,
  phone: customer.phone,
  country: customer.country,
  currency: customer.currency,
  timezone: customer.timeZone,
  applicable_timezone: customer.timeZone,
  legal_number: customer.registration,
  tax_identification_number: customer.vatNumber,
  customer_type: customer.business === null ? null : customer.business ? "company" : "individual",
  address_line1: customer.address?.line1 ?? null,
  address_line2: customer.address?.line2 ?? null,
  zipcode: customer.address?.postalCode ?? null,
  city: customer.address?.city ?? null,
  state: customer.address?.region ?? null,
  created_at: customer.createdAt,
});
