import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";

/** Scrolls to the part of a page that a link named with `#id`, once that part has its content and so its place. */
export function useArrival(id: string, ready: boolean): void {
  const isNamed = useLocation({ select: ({ hash }) => hash === id });
  useEffect(() => {
    if (isNamed && ready) document.getElementById(id)?.scrollIntoView();
  }, [id, isNamed, ready]);
}
