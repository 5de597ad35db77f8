import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { creditNote, german, richInvoice } from "../../src/documents/invoice.fixture.ts";
import { documentPress } from "../../src/documents/press/document-press.ts";
import { expectOk, faultsOf } from "../../src/fault/fault.ts";
import { compiledServer } from "./compiled-server.ts";

const thread = pathToFileURL(join(compiledServer(), "documents/press/press-thread.js"));
const pdf = { format: "pdf", invoice: richInvoice, settings: german } as const;

it("sets the same pages in a thread of its own as in the calling one, and refuses alike", async () => {
  const press = documentPress(thread);
  const here = documentPress(undefined);
  const note = { ...pdf, invoice: creditNote };
  const [first, second, html] = await Promise.all([
    press(pdf),
    press(note),
    press({ ...pdf, format: "html" }),
  ]);
  expect(Buffer.compare(expectOk(first), expectOk(await here(pdf)))).toBe(0);
  expect(Buffer.compare(expectOk(second), expectOk(await here(note)))).toBe(0);
  expect(html.ok).toBe(true);
  const { taxes: _, ...untaxed } = richInvoice;
  const lacking = { ...pdf, format: "factur-x", invoice: { ...untaxed, taxes: [] } } as const;
  expect(faultsOf(await press(lacking))).toEqual(faultsOf(await here(lacking)));
  expect(faultsOf(await press(lacking))).not.toEqual([]);
});

it("refuses more than it can keep waiting, and goes on with those that wait", async () => {
  const press = documentPress(thread);
  // A document that is refused costs next to nothing, and waits like any other.
  const quick = { ...pdf, format: "factur-x", invoice: { ...richInvoice, number: null } } as const;
  const answers = await Promise.all(Array.from({ length: 70 }, () => press(quick)));
  const codes = answers.map((answer) => faultsOf(answer)[0]?.code);
  expect(codes.filter((code) => code === "overloaded")).toHaveLength(6);
  expect(codes.filter((code) => code === "e-invoice-incomplete")).toHaveLength(64);
  expect((await press(pdf)).ok).toBe(true);
});

it("rejects what a broken thread leaves, and each job after it tries again", async () => {
  const press = documentPress(new URL("no-such-thread.js", thread));
  for (let time = 0; time < 2; time += 1)
    await expect(press(pdf)).rejects.toThrow(/no-such-thread/);
});
