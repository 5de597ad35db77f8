// Runs the compiled server of a folder as a process of its own, so that a test can kill it.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = "", options = "{}"] = process.argv.slice(2);
const { startFlorin } = await import(pathToFileURL(join(folder, "server.js")).href);
const florin = await startFlorin({ databaseUrl: undefined, ...JSON.parse(options) });

const tell = () =>
  process.send?.({
    origin: florin.origin,
    newApiKey: florin.newApiKey,
    postgresPid: florin.store.embedded?.pid(),
  });
process.on("message", tell);
process.on("disconnect", () => process.exit(1));
tell();
