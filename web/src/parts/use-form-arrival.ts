import { type RefObject, useEffect, useRef } from "react";

/**
 * Puts the focus into a form that has just been opened: into its first field where that is one to type in, else on its heading, for
 * a list would open by itself. So it also comes into view, wherever on the page the button was.
 */
export function useFormArrival(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input, textarea, select");
    const isTyped = first?.matches(
      "textarea, input:not([type=radio], [type=checkbox], [readonly], [aria-haspopup])",
    );
    const place = isTyped ? first : form.current?.querySelector<HTMLElement>("[tabindex='-1']");
    place?.focus();
  }, []);
  return form;
}
