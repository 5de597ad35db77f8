import { Command } from "commander";
import type { Invoice } from "../account/invoice.ts";
import type { PriceBook } from "../account/price-book.ts";
import { type PurchaseQuote, quote, quotePurchase } from "../account/quote.ts";
import { ok, type Result } from "../fault/fault.ts";
import type { Model } from "../model/model.ts";
import { harmless } from "./columns.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { invoiceRows, localDay } from "./invoice-text.ts";
import { openModel } from "./open-model.ts";
import {
  asOption,
  type PriceOptions,
  type PriceRequest,
  readPriceRequest,
} from "./price-request.ts";
import { repeated } from "./repeated.ts";
import { refuseWith, styled, type Terminal } from "./terminal.ts";

const examples = `
Examples:
  florin price model.ts team --cadence monthly --usage operations=160_000_000
  florin price model.ts nodes --quantity 40 --years 3
  florin price model.ts cluster --reserved nodes=10 --usage nodes=13
  florin price model.ts payments --usage transactions=50x100
  florin price model.ts enterprise --cadence annual --agreed "120000 USD"
  florin price model.ts licences/standard
  florin price model.ts offers/training --quantity 5 --delivery on-site`;

/** `florin price MODEL PLAN --usage meter=quantity…`: one quote, with its explanation. */
export function priceCommand(terminal: Terminal, exit: Exit = exitProcess): Command {
  return new Command("price")
    .description("quote a plan, a licence or an offer, and explain every amount")
    .argument("<model>", "a .ts, .yaml or .json model file")
    .argument("<product>", "the id of a plan, or licences/ID, or offers/ID")
    .option(
      "--usage <meter=quantity>",
      "usage of one period: ops=12000000, calls{region=eu}=500, payments=50x100 (100 of 50 each)",
      repeated,
    )
    .option("--cadence <name>", "monthly, annual…, where the plan has several prices")
    .option("--quantity <n>", "units of the plan (seats, nodes), licences, or units of the offer")
    .option("--reserved <charge=quantity>", "reserved quantity of a capacity charge", repeated)
    .option(
      "--agreed <money>",
      'the agreed point of a floor or range: "12000 USD", or charge="0.0004 USD"',
      repeated,
    )
    .option(
      "--discount <id>",
      "a discount granted besides the plan's own; id=25% where the model states a range",
      repeated,
    )
    .option("--years <n>", "commitment in years, for term discounts")
    .option("--delivery <mode>", "way of delivery of an offer: remote, on-site")
    .option("--start <date>", "first day of service", "2026-01-01")
    .option("--country <code>", "where the customer is, ISO 3166-1: then the quote bears tax")
    .option("--region <code>", "its state or province, where tax goes by region: NY")
    .option("--vat-number <number>", "its VAT number: DE136695976")
    .option("--business", "it buys for a business; by default where it has a VAT number")
    .option("--json", "print the quote as JSON, in the form of an invoice")
    .addHelpText("after", examples)
    .action(async (model: string, product: string, options: PriceOptions) => {
      exit(await price(model, product, options, terminal));
    });
}

/** Quotes and prints; 1 where the model or the request is refused. */
export async function price(
  modelPath: string,
  product: string,
  options: PriceOptions,
  terminal: Terminal,
): Promise<number> {
  const found = await quoted(modelPath, product, options);
  if (!found.ok) return refuseWith(found.faults, terminal);
  const { quote, request, book } = found.value;
  const { first, next } = quote;
  if (options.json === true)
    terminal.out(JSON.stringify(next === undefined ? first : { ...first, next }, null, 2));
  else printQuote(quote, nameOf(request, book.model), book, terminal);
  return 0;
}

/** A quote with what was asked, and the book that it is by. */
interface Quoted {
  readonly quote: PurchaseQuote;
  readonly request: PriceRequest;
  readonly book: PriceBook;
}

/** Quotes from a model file, by options as they were typed; what they are refused for is placed at the option. */
export async function quoted(
  modelPath: string,
  product: string,
  options: PriceOptions,
): Promise<Result<Quoted>> {
  const books = await openModel(modelPath);
  if (!books.ok) return books;
  const book = books.value.current;
  const request = readPriceRequest(product, options, book.model);
  if (!request.ok) return request;
  const quote = quoteOf(book.model, request.value);
  return quote.ok
    ? ok({ quote: quote.value, request: request.value, book })
    : { ok: false, faults: quote.faults.map(asOption) };
}

function quoteOf(model: Model, wanted: PriceRequest): Result<PurchaseQuote> {
  if (wanted.kind === "purchase") return quotePurchase(model, wanted.purchase, wanted.buyer);
  const bill = quote(model, wanted.request);
  return bill.ok ? ok({ first: bill.value, next: undefined }) : bill;
}

function nameOf(wanted: PriceRequest, model: Model): string {
  if (wanted.kind === "plan") return model.plans[wanted.request.terms.plan]?.name ?? "";
  const { purchase } = wanted;
  const product =
    purchase.fact === "licence"
      ? model.licences?.[purchase.licence]
      : model.offers?.[purchase.offer];
  return product?.name ?? "";
}

function printQuote(
  { first, next }: PurchaseQuote,
  name: string,
  { model, zone }: PriceBook,
  terminal: Terminal,
): void {
  const print = (title: string, bill: Invoice): void => {
    terminal.out(styled("dim", harmless(title), terminal, "out"));
    terminal.out("");
    for (const row of invoiceRows(bill, zone, terminal)) terminal.out(row);
  };
  print(`${name} of ${model.name} ${model.version}`, first);
  if (next === undefined) return;
  terminal.out("");
  print(`Then, from ${localDay(next.issuedAt, zone)}`, next);
}
