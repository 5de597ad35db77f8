import type { ReactNode } from "react";
import { EmptyState } from "./empty-state.tsx";
import { Sheet } from "./sheet.tsx";

/** The page of an id that nothing has: one sentence and the way to what there is. */
export function Missing({ children, action }: { children: ReactNode; action: ReactNode }) {
  return (
    <Sheet label="Not found">
      <EmptyState next={action}>{children}</EmptyState>
    </Sheet>
  );
}
