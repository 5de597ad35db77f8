import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { AccountFact } from "./fact.ts";
import { invoicePage } from "./invoice-page.fixture.ts";
import { american, buyerOf, documentsOf, german, shop, swiss } from "./taxed.fixture.ts";

const golden = new URL("invoices-taxed.golden.txt", import.meta.url);

const calls = Array.from({ length: 77 }, (_, place) =>
  new Date(Date.UTC(2026, 0, 2 + (place % 28))).toISOString(),
);
const training: AccountFact = {
  fact: "sale",
  id: "t-1",
  customer: "c-1",
  offer: "training",
  date: "2026-02-01",
};
const gateway: AccountFact = { ...training, id: "g-1", offer: "gateway" };
const until = "2026-02-02T00:00:00Z";

/** Who buys what, and where the tax of it goes. */
const stories: readonly (readonly [title: string, ...life: Parameters<typeof documentsOf>])[] = [
  [
    "A business in Germany: tax at home, two rates",
    [german],
    [
      ...buyerOf(
        {
          name: "Kiesel GmbH",
          address: { line1: "Am Markt 1", postalCode: "20095", city: "Hamburg", country: "DE" },
          vatNumber: "DE811569869",
        },
        {},
      ),
      training,
    ],
    until,
    calls,
  ],
  [
    "A business in France: reverse charge",
    [german],
    buyerOf({ name: "Galet SA", country: "FR", vatNumber: "FR40303265045" }),
    until,
    calls,
  ],
  [
    "A consumer in France: one-stop shop; training is taxed at home",
    [german],
    [...buyerOf({ name: "Camille", country: "FR" }), training],
    until,
    calls,
  ],
  [
    "A business in Norway: software outside the scope, a device that is exported; no document holds both",
    [german],
    [...buyerOf({ name: "Stein AS", country: "NO", business: true }), gateway],
    until,
    calls,
  ],
  [
    "Prices with tax: a consumer in Germany",
    [shop],
    buyerOf({ name: "Jule", country: "DE" }, {}),
    until,
    calls,
  ],
  [
    "New York sells to Pennsylvania",
    [american],
    buyerOf({ name: "Pebble Inc", address: { region: "PA", country: "US" } }),
    "2026-01-02T00:00:00Z",
  ],
  [
    "New York sells to a school there that is exempt",
    [american],
    buyerOf({
      name: "A School",
      address: { region: "NY", country: "US" },
      taxExempt: { reason: "Exempt organization certificate ST-119.1", jurisdiction: "US-NY" },
    }),
    "2026-01-02T00:00:00Z",
  ],
  [
    "New York sells to Oregon, where it is not registered",
    [american],
    buyerOf({ name: "Cobble LLC", address: { region: "OR", country: "US" } }),
    "2026-01-02T00:00:00Z",
  ],
  [
    "Zürich at home, over the change of the rate: usage of December at the old one",
    [swiss],
    buyerOf({ name: "Stein AG", country: "CH" }, { start: "2023-12-01" }),
    "2024-01-02T00:00:00Z",
    ["2023-12-05T00:00:00Z", "2023-12-30T00:00:00Z"],
  ],
];

it("taxes as the golden invoices do (FLORIN_UPDATE=1 writes them)", async () => {
  const pages = stories
    .map(([title, ...life]) =>
      [`# ${title}`, "", ...documentsOf(...life).map(invoicePage)].join("\n"),
    )
    .join("\n");
  if (process.env.FLORIN_UPDATE === "1") await writeFile(golden, pages);
  expect(pages).toBe(await readFile(golden, "utf8"));
});
