import type { CustomerFact } from "../account/fact.ts";
import { parseAccountFact } from "../account/fact-shape.ts";
import type { QuotedBuyer, QuotedPurchase, QuoteRequest } from "../account/quote.ts";
import type { QuotedUsage } from "../account/quoted-usage.ts";
import { type Fault, faultsOf, ok, type Result, refuse } from "../fault/fault.ts";
import { nearest } from "../fault/nearest.ts";
import type { Model } from "../model/model.ts";

/** The options of `florin price`, as they were typed. */
export interface PriceOptions {
  readonly usage?: readonly string[];
  readonly cadence?: string;
  readonly quantity?: string;
  readonly reserved?: readonly string[];
  readonly agreed?: readonly string[];
  readonly discount?: readonly string[];
  readonly years?: string;
  readonly delivery?: string;
  readonly start: string;
  readonly country?: string;
  readonly region?: string;
  readonly vatNumber?: string;
  readonly business?: boolean;
  readonly json?: boolean;
}

/** What is quoted: a plan, or a licence or an offer. */
export type PriceRequest =
  | { readonly kind: "plan"; readonly request: QuoteRequest }
  | {
      readonly kind: "purchase";
      readonly purchase: QuotedPurchase;
      readonly buyer: QuotedBuyer | undefined;
    };

/** Sections of a model that can be quoted, and the options that make sense for each. */
const sections = {
  plans: ["usage", "cadence", "quantity", "reserved", "agreed", "discount", "years"],
  licences: ["quantity", "agreed", "discount"],
  offers: ["quantity", "agreed", "discount", "delivery"],
} as const satisfies Readonly<Record<string, readonly (keyof PriceOptions)[]>>;

/** Options that every product takes. */
const forAll = ["start", "country", "region", "vatNumber", "business", "json"] as const;

type Section = keyof typeof sections;

const sectionNames = Object.keys(sections) as readonly Section[];
const nouns = { plans: "plan", licences: "licence", offers: "offer" } as const;

/**
 * Reads what was typed into a request, every fault at once; their paths are options, such as `--usage calls`. A product is
 * the id of a plan, or a section and an id: `licences/standard`. Checks what the model alone knows only as far as the
 * product's name; the quote itself does the rest.
 */
export function readPriceRequest(
  product: string,
  options: PriceOptions,
  model: Model,
): Result<PriceRequest> {
  const found = findProduct(product, model);
  if (!found.ok) return found;
  const { section, id } = found.value;
  const misplaced = misplacedOptions(section, options);
  const buyer = readBuyer(options);
  const known = buyer.ok ? buyer.value : undefined;
  const read =
    section === "plans"
      ? planRequest(id, options, known)
      : purchaseRequest(section, id, options, known);
  if (read.ok && buyer.ok && misplaced.length === 0) return read;
  return { ok: false, faults: [...misplaced, ...faultsOf(buyer), ...faultsOf(read)] };
}

/** Who asks, where its country is said: what it is taxed depends on that. */
function readBuyer({
  country,
  region,
  vatNumber,
  business,
}: PriceOptions): Result<QuotedBuyer | undefined> {
  if (country === undefined) {
    const [alone] = Object.entries({ region, "vat-number": vatNumber, business }).filter(
      ([, value]) => value !== undefined,
    );
    return alone === undefined ? ok(undefined) : refuse(withoutCountry(alone[0]));
  }
  const read = parseAccountFact({
    fact: "customer",
    id: "quote",
    name: "Quote",
    address: { country, region },
    vatNumber,
    business,
  });
  if (!read.ok) return { ok: false, faults: read.faults.map(asOption) };
  const { address, vatNumber: number } = read.value as CustomerFact;
  return ok({
    ...(address === undefined ? {} : { address }),
    ...(number === undefined ? {} : { vatNumber: number }),
    ...(business === undefined ? {} : { business }),
  });
}

const withoutCountry = (option: string): Fault => ({
  code: "country-missing",
  path: `--${option}`,
  message: "tax depends on the country first",
  suggestion: "add --country DE",
});

interface Product {
  readonly section: Section;
  readonly id: string;
}

function findProduct(product: string, model: Model): Result<Product> {
  const slash = product.indexOf("/");
  const section =
    slash < 0 ? "plans" : sectionNames.find((name) => name === product.slice(0, slash));
  const id = product.slice(slash + 1);
  if (section !== undefined && Object.hasOwn(model[section] ?? {}, id)) return ok({ section, id });
  const noun = section === undefined ? "product" : nouns[section];
  return {
    ok: false,
    faults: [
      {
        code: `unknown-${noun}`,
        path: "",
        message: `the model has no ${noun} "${product}"`,
        value: product,
        suggestion: productSuggestion(id, section ?? "plans", model),
      },
    ],
  };
}

/** The nearest id of the same section, else of another, else all there are. */
function productSuggestion(id: string, wanted: Section, model: Model): string {
  const others = sectionNames.filter((name) => name !== wanted);
  for (const section of [wanted, ...others]) {
    const near = nearest(id, Object.keys(model[section] ?? {}));
    const name = section === "plans" ? near : `${section}/${near}`;
    if (near !== undefined) return `did you mean "${name}"?`;
  }
  const all = sectionNames.flatMap((section) =>
    Object.keys(model[section] ?? {}).map((name) =>
      section === "plans" ? name : `${section}/${name}`,
    ),
  );
  return all.length === 0 ? "the model sells nothing yet" : `one of ${all.join(", ")}`;
}

function misplacedOptions(section: Section, options: PriceOptions): readonly Fault[] {
  const allowed: readonly string[] = [...sections[section], ...forAll];
  return Object.entries(options)
    .filter(([name, value]) => !allowed.includes(name) && value !== undefined)
    .map(([name]) => ({
      code: "option-not-offered",
      path: `--${name}`,
      message: `this option says nothing about a ${nouns[section]}`,
      suggestion: `a ${nouns[section]} takes ${sections[section].map((option) => `--${option}`).join(", ")}`,
    }));
}

function planRequest(
  plan: string,
  options: PriceOptions,
  buyer: QuotedBuyer | undefined,
): Result<PriceRequest> {
  const usage = (options.usage ?? []).map(readUsage);
  const reserved = readPairs(options.reserved ?? [], "reserved", "nodes=10");
  const agreed = readPairs(options.agreed ?? [], "agreed", 'base="12000 USD"', "base");
  const fact = parseAccountFact({
    fact: "subscription",
    id: plan,
    customer: "quote",
    plan,
    start: options.start,
    cadence: options.cadence,
    quantity: unspaced(options.quantity),
    termYears: isWhole(options.years) ? Number(options.years) : undefined,
    quantities: reserved.ok ? mapValues(reserved.value, unspaced) : undefined,
    agreed: agreed.ok ? agreed.value : undefined,
    ...discountTerms(options),
  });
  const faults = [
    ...usage.flatMap(faultsOf),
    ...faultsOf(reserved),
    ...faultsOf(agreed),
    ...yearsFaults(options),
    ...faultsOf(fact).map(asOption),
  ];
  if (faults.length > 0 || !fact.ok || fact.value.fact !== "subscription")
    return { ok: false, faults };
  const { fact: _, id: __, customer: ___, addon, of, start, ...terms } = fact.value;
  const quoted = usage.flatMap((result) => (result.ok ? [result.value] : []));
  return ok({ kind: "plan", request: { terms: { ...terms, plan }, usage: quoted, start, buyer } });
}

/** Discounts granted by id, and the percentages agreed for those that state a range. */
function discountTerms({ discount = [] }: PriceOptions): object {
  const pairs = discount.map((text) => text.split("=", 2));
  const agreed = pairs.filter((pair) => pair.length === 2);
  return {
    ...(pairs.length === 0 ? {} : { discounts: pairs.map(([id]) => id) }),
    ...(agreed.length === 0 ? {} : { agreedDiscounts: Object.fromEntries(agreed) }),
  };
}

function purchaseRequest(
  section: "licences" | "offers",
  id: string,
  options: PriceOptions,
  buyer: QuotedBuyer | undefined,
): Result<PriceRequest> {
  const [agreed, ...more] = options.agreed ?? [];
  const quantity = unspaced(options.quantity);
  const terms = { id, customer: "quote", quantity, agreed, ...discountTerms(options) };
  const fact = parseAccountFact(
    section === "licences"
      ? { fact: "licence", licence: id, start: options.start, ...terms }
      : { fact: "sale", offer: id, date: options.start, delivery: options.delivery, ...terms },
  );
  const twice = more.map((value) => givenTwice("--agreed", value));
  if (!fact.ok || twice.length > 0)
    return { ok: false, faults: [...twice, ...faultsOf(fact).map(asOption)] };
  const { value } = fact;
  return value.fact === "licence" || value.fact === "sale"
    ? ok({ kind: "purchase", purchase: value, buyer })
    : { ok: false, faults: [] };
}

/** Where a fault of a fact was typed. */
const optionNames: Readonly<Record<string, string>> = {
  start: "--start",
  date: "--start",
  cadence: "--cadence",
  quantity: "--quantity",
  quantities: "--reserved",
  agreed: "--agreed",
  discounts: "--discount",
  agreedDiscounts: "--discount",
  termYears: "--years",
  delivery: "--delivery",
  country: "--country",
  address: "--country",
  customer: "--country",
  vatNumber: "--vat-number",
  usage: "--usage",
};

/** The fault with the option it was typed in for its path: `--reserved nodes` for `/quantities/nodes`. */
export function asOption(fault: Fault): Fault {
  const [, field = "", key] = fault.path.split("/");
  const option = Object.hasOwn(optionNames, field) ? optionNames[field] : undefined;
  if (option === undefined) return fault;
  const named = key === undefined || /^\d+$/.test(key) ? option : `${option} ${key}`;
  return { ...fault, path: named };
}

/** `12_000` is read as 12000. */
const unspaced = <T extends string | undefined>(text: T): T =>
  (text === undefined ? text : text.replaceAll("_", "")) as T;

const mapValues = (
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const isWhole = (text: string | undefined): boolean => text !== undefined && /^\d{1,9}$/.test(text);

function yearsFaults({ years }: PriceOptions): readonly Fault[] {
  if (years === undefined || isWhole(years)) return [];
  const message = "a commitment is a whole number of years, from 1 to 99";
  return [{ code: "invalid-option", path: "--years", message, value: years }];
}

const givenTwice = (path: string, value: string): Fault => ({
  code: "given-twice",
  path,
  message: "this is given twice",
  value,
  suggestion: "remove one of the two",
});

/** Reads `key=value` texts; one without a key belongs to `bare` where that is given. */
function readPairs(
  texts: readonly string[],
  option: string,
  example: string,
  bare?: string,
): Result<Readonly<Record<string, string>>> {
  const pairs = new Map<string, string>();
  const faults: Fault[] = [];
  for (const text of texts) {
    const equals = text.indexOf("=");
    const key = equals < 0 ? bare : text.slice(0, equals);
    if (key === undefined || key === "")
      faults.push({
        code: "invalid-option",
        path: `--${option}`,
        message: "this option is written name=value",
        value: text,
        suggestion: `such as --${option} ${example}`,
      });
    else if (pairs.has(key)) faults.push(givenTwice(`--${option} ${key}`, text));
    else pairs.set(key, text.slice(equals + 1));
  }
  return faults.length === 0 ? ok(Object.fromEntries(pairs)) : { ok: false, faults };
}

const usageGrammar = /^([^={}]+)(?:\{([^{}]*)\})?=([^=x]+)(?:x(\d{1,7}))?$/;

/** Reads `meter=quantity`, `meter{dimension=value}=quantity`, `meter=quantity×times` written with an x. */
function readUsage(text: string): Result<QuotedUsage> {
  const [, meter, dimensions, quantity, times] = usageGrammar.exec(text) ?? [];
  const pairs = (dimensions ?? "").split(",").filter((pair) => pair !== "");
  const read = readPairs(pairs, "usage", "calls{region=eu}=500");
  if (!read.ok) return read;
  if (meter === undefined || quantity === undefined)
    return {
      ok: false,
      faults: [
        {
          code: "invalid-option",
          path: "--usage",
          message: "usage is written meter=quantity",
          value: text,
          suggestion: "such as --usage ops=12000000, or --usage calls{region=eu}=500",
        },
      ],
    };
  return ok({
    meter,
    quantity: unspaced(quantity),
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(dimensions === undefined ? {} : { dimensions: read.value }),
  });
}
