/** The time of events: this machine's own, or the server's where the two are far apart. */
export interface ServerClock {
  /** The server is being asked; takes the time that its answer states, milliseconds since 1970. */
  readonly asking: () => (serverMs: number) => void;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** What a clock stands on. */
export interface ServerClockParts {
  /** This machine's clock, milliseconds since 1970. */
  readonly ownMs: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly monotonicMs: () => number;
  readonly warn: (message: string) => void;
}

/** Clocks that are kept in time are closer than that, and so is what an answer's way can add. A server refuses events five minutes ahead of it. */
const apartMsMax = 30_000;

/**
 * A clock that follows the server's where this machine's is more than 30 seconds off. The server's is known by the middle of the last
 * question and answer, and goes on from there by time that only goes forward: so a clock that is set meanwhile is noticed at once.
 */
export function serverClock({ ownMs, monotonicMs, warn }: ServerClockParts): ServerClock {
  let heard: { readonly serverMs: number; readonly atMs: number } | undefined;
  let isApart = false;
  return {
    asking: () => {
      const askedMs = monotonicMs();
      return (serverMs) => {
        if (Number.isFinite(serverMs)) heard = { serverMs, atMs: (askedMs + monotonicMs()) / 2 };
      };
    },
    nowMs: () => {
      const own = ownMs();
      if (heard === undefined) return own;
      const server = Math.round(heard.serverMs + monotonicMs() - heard.atMs);
      const ahead = own - server;
      const wasApart = isApart;
      isApart = Math.abs(ahead) > apartMsMax;
      if (isApart && !wasApart) {
        const seconds = Math.round(Math.abs(ahead) / 1000);
        const side = ahead > 0 ? "ahead of" : "behind";
        warn(
          `this clock is ${seconds} seconds ${side} the server's, which dates events from now on`,
        );
      }
      if (wasApart && !isApart) warn("this clock agrees with the server's again");
      return isApart ? server : own;
    },
  };
}
