import type { MovementKind } from "../../api/metrics.ts";
import legend from "../../charts/legend.module.css";
import { Swatch } from "../../charts/legend.tsx";
import { movementColour } from "../../charts/movement-bars.ts";
import { movementNames } from "./movement-names.ts";

/** The colours of the kinds of movement. */
export function MovementLegend({ kinds }: { kinds: readonly MovementKind[] }) {
  return (
    <ul className={legend.legend} aria-label="Legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <Swatch index={movementColour[kind]} />
          {movementNames[kind]}
        </li>
      ))}
    </ul>
  );
}
