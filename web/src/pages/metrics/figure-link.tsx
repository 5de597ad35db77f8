import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Properties {
  readonly metric: string;
  readonly month: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Opens what a figure is made of, over the page as it is. */
export function FigureLink({ metric, month, className, children }: Properties) {
  return (
    <Link
      from="/business-metrics"
      search={({ term: _, ...before }) => ({ ...before, figure: metric, at: month })}
      resetScroll={false}
      {...(className === undefined ? {} : { className })}
    >
      {children}
    </Link>
  );
}
