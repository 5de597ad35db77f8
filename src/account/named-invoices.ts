import type { MoneyFact } from "./money-fact.ts";

interface Part {
  readonly invoice: string;
}

/** A fact about money with every invoice that it names renamed. */
export function renameInvoices<F extends MoneyFact>(fact: F, rename: (name: string) => string): F {
  const part = <P extends Part>(one: P): P => ({ ...one, invoice: rename(one.invoice) });
  const named: Record<string, unknown> = {};
  if ("invoice" in fact) named.invoice = rename(fact.invoice);
  if ("appliesTo" in fact && fact.appliesTo !== undefined)
    named.appliesTo = fact.appliesTo.map(part);
  if ("from" in fact) named.from = fact.from.map(part);
  if ("to" in fact && fact.to !== undefined) named.to = fact.to.map(part);
  if ("reopen" in fact && Array.isArray(fact.reopen)) named.reopen = fact.reopen.map(rename);
  // Only fields that the fact has are replaced, by values of their own types.
  return { ...fact, ...named };
}

/** Every invoice that a fact about money names, in its order, each once. */
export function invoicesNamed(fact: MoneyFact): readonly string[] {
  const names = new Set<string>();
  renameInvoices(fact, (name) => {
    names.add(name);
    return name;
  });
  return [...names];
}
