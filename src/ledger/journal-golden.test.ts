import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { ageingPage, entryPage, trialBalancePage } from "./journal-page.fixture.ts";
import { at } from "./ledger.fixture.ts";
import { northwindEntries } from "./northwind-story.fixture.ts";
import { receivableAgeing } from "./receivable-ageing.ts";
import { trialBalance } from "./trial-balance.ts";

const golden = new URL("journal.golden.txt", import.meta.url);

it("reads like the golden journal (FLORIN_UPDATE=1 writes it)", async () => {
  const pages = [
    ...northwindEntries.toSorted((left, right) => left.date - right.date).map(entryPage),
    trialBalancePage(trialBalance(northwindEntries)),
    ageingPage(receivableAgeing(northwindEntries, at("2026-04-01")), "AGEING at 2026-03-31"),
  ].join("\n");
  if (process.env.FLORIN_UPDATE === "1") await writeFile(golden, pages);
  expect(pages).toBe(await readFile(golden, "utf8"));
});
