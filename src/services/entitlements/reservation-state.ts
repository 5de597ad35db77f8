import { type Result, refuse } from "../../fault/fault.ts";
import type { StoredReservation } from "../../store/reservations.ts";
import type { Instant } from "../../time/instant.ts";

/** How a reservation stands at an instant: an open one lapses by itself. */
export const stateAt = (
  { state, expiresAt }: Pick<StoredReservation, "state" | "expiresAt">,
  now: Instant,
): StoredReservation["state"] => (state === "open" && expiresAt <= now ? "lapsed" : state);

/** Refuses what is asked of a reservation that is closed. */
export const closedAlready = ({
  id,
  state,
}: Pick<StoredReservation, "id" | "state">): Result<never> =>
  refuse({
    code: "reservation-closed",
    path: "/reservation",
    message: `the reservation is ${state} already`,
    value: id,
    suggestion: "make a new one",
  });
