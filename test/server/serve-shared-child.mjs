// Runs the compiled server of a folder on a database that others serve, too, as a process of its own.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = "", options = "{}"] = process.argv.slice(2);
const { startFlorin } = await import(pathToFileURL(join(folder, "server.js")).href);
const florin = await startFlorin(JSON.parse(options));
process.on("disconnect", () => process.exit(0));
process.send?.({ origin: florin.origin });
