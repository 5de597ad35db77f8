import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

/**
 * What stands open on a page, which a link may ask for, also while the page is shown. Closing takes the wish out of the address, so that
 * it can be asked for again.
 */
export function useAskedOpen<Open>(asked: Open | undefined) {
  const navigate = useNavigate();
  const [chosen, choose] = useState<Open>();
  const setOpen = (next: Open | undefined): void => {
    choose(() => next);
    if (asked !== undefined)
      void navigate({ to: ".", search: {}, replace: true, resetScroll: false });
  };
  return [chosen ?? asked, setOpen] as const;
}
