import type { Happening } from "../account/issue-in-order.ts";
import type { AccountMovement } from "../account/step.ts";
import { harmless } from "./columns.ts";
import { counted, refuseWith, styled, type Terminal } from "./terminal.ts";

/** What happens in a replay beside the documents. */
export interface HappeningsOnTheWay {
  readonly note: (happening: Exclude<Happening, { kind: "document" }>) => void;
  /** What there was, in a few rows. */
  readonly rows: () => readonly string[];
  /** Whether a fact was refused or an account could not go on. */
  readonly failed: () => boolean;
}

/** Prints refusals at once, with the fact they are of; counts the rest. */
export function happeningsOnTheWay(terminal: Terminal): HappeningsOnTheWay {
  const movements = { money: 0, credits: 0, projects: 0, revenue: 0 };
  let refused = 0;
  let parked = 0;
  const notices = new Map<string, number>();
  return {
    note: (happening) => {
      switch (happening.kind) {
        case "movement":
          movements[subjectOf(happening.movement)] += 1;
          return;
        case "notice": {
          const { action } = happening.notice;
          notices.set(action, (notices.get(action) ?? 0) + 1);
          return;
        }
        case "refused": {
          refused += 1;
          const { fact, faults } = happening.refused;
          terminal.err(styled("red", harmless(`${fact.fact} "${fact.id}" was refused:`), terminal));
          refuseWith(faults, terminal);
          return;
        }
        case "parked":
          parked += 1;
          terminal.err(styled("red", harmless(`${happening.customer} cannot go on:`), terminal));
          refuseWith(happening.faults, terminal);
      }
    },
    rows: () => [
      ...Object.entries(movements).flatMap(([what, count]) =>
        count === 0 ? [] : [`${counted(count, "movement")} of ${what}`],
      ),
      ...[...notices].map(([action, count]) => `${counted(count, "notice")} of dunning: ${action}`),
    ],
    failed: () => refused > 0 || parked > 0,
  };
}

function subjectOf(movement: AccountMovement): "money" | "credits" | "projects" | "revenue" {
  if (movement.kind === "delivery") return "projects";
  if (movement.kind === "allocation") return "revenue";
  return "grant" in movement ? "credits" : "money";
}
