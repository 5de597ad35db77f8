import type { Setting } from "./setting.ts";

const ofServe = (flag: string) => ({ flag, of: ["serve"] }) as const;

/** Everything that can be set, in the order of docs/configuration.md, which is written from this list. */
export const settings = {
  configFile: {
    variable: "FLORIN_CONFIG",
    is: { kind: "path" },
    about: "the configuration file, YAML or JSON; none where it is not set",
  },
  dataFolder: {
    variable: "FLORIN_DATA",
    key: "data",
    option: { flag: "--data", of: "every" },
    is: { kind: "path" },
    standard: ".florin",
    about: "folder of the secret of API keys, the first key and the embedded database",
  },
  host: {
    variable: "FLORIN_HOST",
    key: "server.host",
    option: ofServe("--host"),
    is: { kind: "text" },
    standard: "127.0.0.1",
    about: "address to listen on",
  },
  port: {
    variable: "FLORIN_PORT",
    key: "server.port",
    option: ofServe("--port"),
    is: { kind: "port" },
    standard: "4280",
    about: "port to listen on; 0 for a free one",
  },
  origin: {
    variable: "FLORIN_ORIGIN",
    key: "server.origin",
    is: { kind: "url" },
    about:
      "how browsers reach the server, as `https://billing.example.com`; a provider of sign-in sends them there",
  },
  openIdIssuer: {
    variable: "FLORIN_OPENID_ISSUER",
    key: "signIn.issuer",
    is: { kind: "url" },
    about:
      "the first organisation's provider of sign-in (OpenID Connect), over https or on this machine; one that it sets itself where it is not set",
  },
  openIdClientId: {
    variable: "FLORIN_OPENID_CLIENT_ID",
    key: "signIn.clientId",
    is: { kind: "text" },
    about: "what the provider knows this server as",
  },
  openIdClientSecret: {
    variable: "FLORIN_OPENID_CLIENT_SECRET",
    key: "signIn.clientSecret",
    is: { kind: "text" },
    secret: true,
    about: "what the server proves that to the provider by",
  },
  openIdDomains: {
    variable: "FLORIN_OPENID_DOMAINS",
    key: "signIn.domains",
    is: { kind: "text" },
    about:
      "domains, between commas, whose people are members without an invitation; none where it is not set",
  },
  openIdRole: {
    variable: "FLORIN_OPENID_ROLE",
    key: "signIn.role",
    is: { kind: "text" },
    about: "the role of those people",
  },
  clock: {
    variable: "FLORIN_CLOCK",
    key: "server.clock",
    option: ofServe("--clock"),
    is: { kind: "instant" },
    about: "the instant at which a manual clock stands; real time where it is not set",
  },
  requestsPerMinute: {
    variable: "FLORIN_REQUESTS_PER_MINUTE",
    key: "server.requestsPerMinute",
    is: { kind: "whole", min: 1, max: 1_000_000 },
    about:
      "requests that each API key may send a minute, to all server processes together; as many as it likes where it is not set",
  },
  webhookAllow: {
    variable: "FLORIN_WEBHOOK_ALLOW",
    key: "webhooks.allow",
    option: ofServe("--webhook-allow"),
    is: { kind: "ranges" },
    about: "addresses of your own network that events may be sent to, as `10.0.0.0/8`",
  },
  databaseUrl: {
    variable: "DATABASE_URL",
    key: "database.url",
    is: { kind: "database-url" },
    secret: true,
    about: "PostgreSQL 15 or newer, by the role that owns the tables; embedded where it is not set",
  },
  databaseConnections: {
    variable: "FLORIN_DATABASE_CONNECTIONS",
    key: "database.connections",
    is: { kind: "whole", min: 2, max: 1_000 },
    standard: "10",
    about: "connections to PostgreSQL that a server holds at most",
  },
  clickhouseUrl: {
    variable: "CLICKHOUSE_URL",
    key: "clickhouse.url",
    is: { kind: "url" },
    secret: true,
    about: "ClickHouse for usage events; in PostgreSQL where it is not set",
  },
  taxUrl: {
    variable: "FLORIN_TAX_URL",
    key: "tax.url",
    is: { kind: "url" },
    about: "the tax engine of models that leave tax to one",
  },
  taxKey: {
    variable: "FLORIN_TAX_KEY",
    key: "tax.key",
    is: { kind: "text" },
    secret: true,
    about: "sent to the tax engine as a bearer token",
  },
  logLevel: {
    variable: "FLORIN_LOG",
    key: "log.level",
    is: {
      kind: "choice",
      choices: ["trace", "debug", "info", "warn", "error", "fatal", "silent"],
    },
    standard: "warn",
    about: "what a server logs, as JSON lines on standard output",
  },
  metricsListen: {
    variable: "FLORIN_METRICS_LISTEN",
    key: "metrics.listen",
    option: ofServe("--metrics-listen"),
    is: { kind: "address" },
    about:
      "address of `/metrics`, `/healthz` and `/readyz` apart from the API, without a key; none where it is not set",
  },
  shutdownDelay: {
    variable: "FLORIN_SHUTDOWN_DELAY",
    key: "shutdown.delay",
    is: { kind: "whole", min: 0, max: 600 },
    standard: "0",
    about: "seconds that a server told to end says that it is not ready, and goes on to serve",
  },
  shutdownSeconds: {
    variable: "FLORIN_SHUTDOWN_SECONDS",
    key: "shutdown.seconds",
    is: { kind: "whole", min: 1, max: 3_600 },
    standard: "25",
    about: "seconds that what is under way may take after that before it is broken off",
  },
  tracesEndpoint: {
    variable: "OTEL_EXPORTER_OTLP_ENDPOINT",
    key: "traces.endpoint",
    is: { kind: "url" },
    secret: true,
    about:
      "where traces are sent, OTLP over HTTP, without `/v1/traces`; nothing is traced where it is not set",
  },
  tracesHeaders: {
    variable: "OTEL_EXPORTER_OTLP_HEADERS",
    key: "traces.headers",
    is: { kind: "headers" },
    secret: true,
    about: "headers of what is sent there, `name=value` between commas",
  },
  tracesService: {
    variable: "OTEL_SERVICE_NAME",
    key: "traces.service",
    is: { kind: "text" },
    standard: "florin",
    about: "the name of this program in traces",
  },
  tracesShare: {
    variable: "OTEL_TRACES_SAMPLER_ARG",
    key: "traces.share",
    is: { kind: "share" },
    standard: "1",
    about: "the share of traces that begin here and are kept",
  },
  apiKey: {
    variable: "FLORIN_API_KEY",
    key: "client.apiKey",
    is: { kind: "text" },
    secret: true,
    about:
      "the API key of commands that ask a running server, and of the gateway; else the one in the data folder",
  },
  debug: {
    variable: "FLORIN_DEBUG",
    is: { kind: "text" },
    about: "set to anything, a failure shows where in the code it arose",
  },
  noColour: {
    variable: "NO_COLOR",
    is: { kind: "text" },
    about: "set to anything, no command prints colours (no-color.org)",
  },
  forceColour: {
    variable: "FORCE_COLOR",
    is: { kind: "text" },
    about: "prints colours also where the output is no terminal; `0` prints none",
  },
  terminal: {
    variable: "TERM",
    is: { kind: "text" },
    about: "`dumb` prints no colours and draws no progress",
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** The name of a setting. */
export type SettingName = keyof typeof settings;

/** Every setting by its name, in order. */
export const settingList: readonly (readonly [SettingName, Setting])[] = Object.entries(
  settings,
) as [SettingName, Setting][];
