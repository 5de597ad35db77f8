import { Command } from "commander";
import { ok, type Result } from "../fault/fault.ts";
import { modelFileTools } from "../http/mcp/model-file-tools.ts";
import { answerMessage } from "../mcp/agent-server.ts";
import { fileInstructions } from "../mcp/words.ts";
import { loadModel } from "../model/load-model.ts";
import type { Model } from "../model/model.ts";
import { version } from "../services/software-version.ts";
import { type Exit, exitProcess } from "./exit.ts";
import { failure } from "./failure.ts";
import { fileResources } from "./mcp/file-resources.ts";
import { fileTools } from "./mcp/file-tools.ts";
import { relayTo } from "./mcp/relay.ts";
import { type AnswerMessage, speakLines } from "./mcp/spoken-lines.ts";
import { apiKey } from "./server-api.ts";
import { dataFolderDefault } from "./stored-data.ts";
import { refuseInFile, refuseWith, type Terminal } from "./terminal.ts";

interface McpOptions {
  readonly server: string;
  readonly data: string;
}

const examples = `
Examples:
  florin mcp                              the server of this folder, with the key in it
  FLORIN_API_KEY=... florin mcp --server https://billing.example
  florin mcp model.ts                     a model file alone: check, forecast, audit, price`;

/** `florin mcp`: tools for agents over standard input and output. */
export function mcpCommand(
  terminal: Terminal,
  exit: Exit = exitProcess,
  input: NodeJS.ReadableStream = process.stdin,
): Command {
  return new Command("mcp")
    .description("serve an agent over standard input and output (Model Context Protocol)")
    .argument("[model]", "a model file to work on without a server")
    .option("--server <url>", "where florin serve listens", "http://127.0.0.1:4280")
    .option("--data <folder>", "the folder of florin serve, which holds a key", dataFolderDefault)
    .addHelpText("after", examples)
    .action(async (model: string | undefined, options: McpOptions) => {
      const answer = await (model === undefined ? ofServer(options) : ofFile(model));
      if (!answer.ok) {
        const { faults } = answer;
        exit(
          model === undefined
            ? refuseWith(faults, terminal)
            : refuseInFile(model, faults, terminal),
        );
        return;
      }
      await speakLines(input, terminal.out, answer.value, (error) =>
        refuseWith([failure(error)], terminal),
      );
      exit(0);
    });
}

async function ofServer({ server, data }: McpOptions): Promise<Result<AnswerMessage>> {
  const key = await apiKey(data);
  return key.ok ? ok(relayTo(server, key.value)) : key;
}

/** Faults that no edit of the text mends. */
const unreadable: ReadonlySet<string> = new Set([
  "unknown-format",
  "file-not-found",
  "file-unreadable",
]);

/** The file is read for each call, so that an agent sees what it has edited; a file that is not there is refused at once. */
async function ofFile(path: string): Promise<Result<AnswerMessage>> {
  const modelOf = async (): Promise<Result<Model>> => {
    const loaded = await loadModel(path);
    return loaded.ok ? ok(loaded.value.model) : loaded;
  };
  const first = await modelOf();
  if (!first.ok && first.faults.some(({ code }) => unreadable.has(code))) return first;
  const server = {
    version,
    instructions: fileInstructions,
    tools: [...fileTools(path), ...(await modelFileTools(modelOf))],
    resources: fileResources(modelOf),
  };
  return ok((message) => answerMessage(server, message));
}
