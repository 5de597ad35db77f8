import { lookup as lookUp } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent } from "undici";
import { type AddressRange, addressRefusal, isAllowed } from "../../webhook/address-rules.ts";

/** Every address of a name. */
export type Resolve = (name: string) => Promise<readonly string[]>;

const resolveByDns: Resolve = async (name) =>
  (await lookUp(name, { all: true })).map(({ address }) => address);

/** That nothing is sent to an address. */
export class AddressRefused extends Error {}

/** How long a connection and an answer may take. */
export interface AgentTimes {
  readonly connectMs: number;
  readonly timeoutMs: number;
}

/** Ways to other systems that keep to public addresses. */
export interface GuardedAgents {
  /** The way to a URL. Throws {@link AddressRefused} where there is none. */
  readonly to: (url: string) => Agent;
  readonly close: () => Promise<void>;
}

/**
 * Connects over HTTPS to public addresses alone. A name is resolved once for a connection, and the connection goes to an address that was
 * looked at: a name that answers otherwise the next time changes nothing. `allowed` are the ranges that the settings open, to which it
 * also connects over plain HTTP.
 */
export function guardedAgents(
  allowed: readonly AddressRange[],
  times: AgentTimes,
  resolve: Resolve = resolveByDns,
): GuardedAgents {
  const rules = {
    "https:": (address: string) => addressRefusal(address, allowed),
    "http:": (address: string) => (isAllowed(address, allowed) ? undefined : "https is asked for"),
  };
  const agents = {
    "https:": agentFor(guarded(resolve, rules["https:"]), times),
    "http:": agentFor(guarded(resolve, rules["http:"]), times),
  };
  return {
    to: (url) => {
      const { protocol, hostname } = new URL(url);
      if (protocol !== "https:" && protocol !== "http:")
        throw new AddressRefused("only https is sent to");
      const literal = hostname.replace(/^\[|\]$/g, "");
      const refusal = isIP(literal) === 0 ? undefined : rules[protocol](literal);
      if (refusal !== undefined) throw new AddressRefused(`${literal}: ${refusal}`);
      return agents[protocol];
    },
    close: async () => {
      await Promise.all(Object.values(agents).map((agent) => agent.destroy()));
    },
  };
}

const agentFor = (lookup: LookupFunction, { connectMs, timeoutMs }: AgentTimes): Agent =>
  new Agent({
    connect: { lookup, timeout: connectMs },
    connections: 16,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

/** A look-up that gives only addresses which may be connected to. */
function guarded(
  resolve: Resolve,
  refusalOf: (address: string) => string | undefined,
): LookupFunction {
  return (name, options, done) => {
    resolve(name).then(
      (addresses) => {
        const open = addresses.filter((address) => refusalOf(address) === undefined);
        const [first] = open;
        if (first === undefined) {
          const why = addresses.map((address) => `${address}: ${refusalOf(address)}`).join(", ");
          return done(new AddressRefused(why === "" ? `${name} has no address` : why), "");
        }
        if (options.all !== true) return done(null, first, isIP(first));
        return done(
          null,
          open.map((address) => ({ address, family: isIP(address) })),
        );
      },
      (error: Error) => done(error, ""),
    );
  };
}
