import type { ComponentProps } from "react";
import { goTo } from "./place.ts";

interface Properties extends ComponentProps<"a"> {
  /** An address of the portal. */
  readonly to: string;
}

/** A link within the portal. */
export function PlaceLink({ to, children, ...rest }: Properties) {
  return (
    <a
      href={to}
      {...rest}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        goTo(to);
        rest.onClick?.(event);
      }}
    >
      {children}
    </a>
  );
}
