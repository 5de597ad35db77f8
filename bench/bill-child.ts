import { openBenchServices } from "./bench-services.ts";

/** Bills everybody who is due, in a process of its own that can be killed: `bill-child DATABASE_URL NOW`. */
const [, , databaseUrl = "", now = ""] = process.argv;
const { services } = await openBenchServices({ databaseUrl }, Number(now));
process.on("message", () => {
  void services.billDue().then((invoices) => process.send?.({ invoices }));
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });
