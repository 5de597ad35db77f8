import Table from "cli-table3";
import { groupThousands } from "../../money/quantity.ts";
import type { RevenueByStream, Summary } from "../../services/reports.ts";
import type { Terminal } from "../terminal.ts";
import type { ApiClient } from "./api-client.ts";

/** The stream of the model that all usage is billed in. */
const usageStream = "managed";

/** Prints what was billed, by stream and month, as the API reports it, and what of it is the usage of a file. */
export async function printSummary(
  api: ApiClient,
  terminal: Terminal,
  usageFile?: string,
): Promise<void> {
  const [summary, revenue] = await Promise.all([
    api.get<Summary>("/v1/summary"),
    api.get<RevenueByStream>("/v1/revenue?by=stream"),
  ]);
  const amounts = (values: readonly string[]): { content: string; hAlign: "right" }[] =>
    values.map((value) => ({ content: groupThousands(value), hAlign: "right" }));
  const table = new Table({
    head: [`Billed, ${revenue.currency ?? ""}`, ...revenue.months, "Total"],
    style: { head: [], border: [] },
  });
  for (const stream of revenue.streams)
    table.push([stream.name, ...amounts([...stream.amounts, stream.total])]);
  table.push(["Total", ...amounts([...revenue.totals, revenue.total])]);
  terminal.out(table.toString());
  terminal.out(
    [
      `${summary.invoices.count.toLocaleString("en")} invoices`,
      `${summary.customers.toLocaleString("en")} customers`,
      `${summary.events.accepted.toLocaleString("en")} events`,
      `${summary.events.unbilled.toLocaleString("en")} of them unbilled`,
    ].join(", "),
  );
  const ofUsage = revenue.streams.find(({ id }) => id === usageStream);
  if (usageFile !== undefined && ofUsage !== undefined)
    terminal.out(
      `${ofUsage.name}, ${groupThousands(ofUsage.total)} ${revenue.currency ?? ""}, is the usage from ${usageFile}`,
    );
}
