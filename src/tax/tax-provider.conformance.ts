import { expect, test } from "vitest";
import type { TaxProvider, TaxQuoteLine, TaxQuoteRequest } from "./tax-provider.ts";

/** A line of a category. */
export const lineOf = (id: string, category: string): TaxQuoteLine => ({
  id,
  category,
  amount: "10.00",
  description: id,
});

/** A question about a German buyer on the last of January 2026. */
export const question = (...lines: readonly TaxQuoteLine[]): TaxQuoteRequest => ({
  invoice: "i-1",
  day: "2026-01-31",
  currency: "EUR",
  buyer: { country: "DE" },
  lines,
});

/** A question that a provider cannot answer, and the code of its refusal. */
export interface Unanswerable {
  readonly asked: TaxQuoteRequest;
  readonly code: string;
}

/** What every tax provider must do that knows two categories in Germany: `standard` at 19% and `book` at 7%. */
export function providerConforms(
  open: () => Promise<TaxProvider>,
  { asked: unanswerable, code }: Unanswerable,
): void {
  test("answers each line, in their order", async () => {
    const lines = [lineOf("a", "standard"), lineOf("b", "book"), lineOf("c", "standard")];
    const quoted = await (await open()).quote(question(...lines));
    expect(quoted.ok && quoted.value.map(({ tax }) => tax)).toMatchObject([
      { category: "S", rate: "19", jurisdiction: "DE" },
      { category: "S", rate: "7", jurisdiction: "DE" },
      { category: "S", rate: "19", jurisdiction: "DE" },
    ]);
  });

  test("says the same when it is asked again", async () => {
    const provider = await open();
    const asked = question(lineOf("a", "book"));
    expect(await provider.quote(asked)).toEqual(await provider.quote(asked));
  });

  test("answers nothing to nothing", async () => {
    expect(await (await open()).quote(question())).toEqual({ ok: true, value: [] });
  });

  test("refuses what it cannot answer, and guesses nothing", async () => {
    const quoted = await (await open()).quote(unanswerable);
    expect(quoted.ok).toBe(false);
    expect(!quoted.ok && quoted.faults.map((fault) => fault.code)).toEqual([code]);
  });
}
