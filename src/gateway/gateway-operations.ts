import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What an operator sees of a gateway at a moment. */
export interface GatewayState {
  /** Each thing that was looked at: `ok`, or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
  /** Calls whose usage waits to be posted. */
  readonly waitingCalls: number;
  /** Calls that passed and are not metered. */
  readonly unkeptCalls: number;
  /** Values that no meter takes, and that others were metered in the place of. */
  readonly strayedValues: number;
}

/** Counts calls, and tells an operator's tools of a gateway. */
export interface GatewayOperations {
  /** An upstream answered a call, or did not. */
  readonly called: (
    api: string,
    call: { readonly well: boolean; readonly milliseconds: number },
  ) => void;
  /** Listens on an address of its own, which asks for no key; answers where. Rejects where it cannot be listened on. */
  readonly listen: (
    at: { readonly host: string; readonly port: number },
    state: () => GatewayState,
  ) => Promise<string>;
  readonly close: () => Promise<void>;
}

interface Calls {
  well: number;
  failed: number;
  milliseconds: number;
}

/** The operations of one gateway. */
export function gatewayOperations(): GatewayOperations {
  const calls = new Map<string, Calls>();
  const closing: (() => Promise<unknown>)[] = [];
  return {
    called: (api, { well, milliseconds }) => {
      const counted = calls.get(api) ?? { well: 0, failed: 0, milliseconds: 0 };
      counted[well ? "well" : "failed"] += 1;
      counted.milliseconds += milliseconds;
      calls.set(api, counted);
    },
    listen: async ({ host, port }, state) => {
      const server = createServer(({ method, url = "" }, response) => {
        const answer = method === "GET" ? answerTo(url.split("?")[0] ?? "", state(), calls) : none;
        const { status, type, body } = answer ?? none;
        response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
      });
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ host, port }, resolve);
      });
      closing.push(() => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      });
      const { address, port: taken, family } = server.address() as AddressInfo;
      return `http://${family === "IPv6" ? `[${address}]` : address}:${taken}`;
    },
    close: async () => {
      await Promise.all(closing.splice(0).map((close) => close()));
    },
  };
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = "application/json; charset=utf-8";
const none: Answer = { status: 404, type: "text/plain", body: "" };

function answerTo(
  path: string,
  state: GatewayState,
  calls: ReadonlyMap<string, Calls>,
): Answer | undefined {
  if (path === "/healthz") return { status: 200, type: json, body: '{"status":"ok"}' };
  if (path === "/metrics")
    return { status: 200, type: "text/plain; version=0.0.4", body: metricsOf(state, calls) };
  if (path !== "/readyz") return undefined;
  const { checks } = state;
  const ready = Object.values(checks).every((check) => check === "ok");
  return { status: ready ? 200 : 503, type: json, body: JSON.stringify({ ready, checks }) };
}

/** In the text format of Prometheus. */
function metricsOf(state: GatewayState, calls: ReadonlyMap<string, Calls>): string {
  const byApi = (lines: (label: string, counted: Calls) => readonly string[]) =>
    [...calls].flatMap(([api, counted]) => lines(`api=${JSON.stringify(api)}`, counted));
  return [
    ...metric("florin_gateway_calls_total", "counter", "Calls by how their upstream took them."),
    ...byApi((label, { well, failed }) => [
      `florin_gateway_calls_total{${label},outcome="answered"} ${well}`,
      `florin_gateway_calls_total{${label},outcome="failed"} ${failed}`,
    ]),
    ...metric("florin_gateway_upstream_seconds_total", "counter", "How long upstreams took."),
    ...byApi((label, { milliseconds }) => [
      `florin_gateway_upstream_seconds_total{${label}} ${milliseconds / 1_000}`,
    ]),
    ...metric("florin_gateway_waiting_calls", "gauge", "Calls whose usage waits to be posted."),
    `florin_gateway_waiting_calls ${state.waitingCalls}`,
    ...metric("florin_gateway_unkept_calls_total", "counter", "Calls that are not metered."),
    `florin_gateway_unkept_calls_total ${state.unkeptCalls}`,
    ...metric("florin_gateway_strayed_values_total", "counter", "Values that no meter takes."),
    `florin_gateway_strayed_values_total ${state.strayedValues}`,
    ...metric("process_resident_memory_bytes", "gauge", "Resident memory."),
    `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    "",
  ].join("\n");
}

const metric = (name: string, type: "counter" | "gauge", help: string): readonly string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];
