import { useEffect } from "react";

/** So many places are remembered: a form has fewer fields. */
const rememberedMost = 40;

/**
 * Keeps the place of who works by key. Where what has the focus goes away, a form that is done, a row that is deleted, a button that
 * did all there was to do, the focus goes back to where it was before in the same panel, or to the panel.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const been: Element[] = [];
    let around: readonly Element[] = [];
    const note = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      been.push(target);
      if (been.length > rememberedMost) been.shift();
      around = ancestorsOf(target);
    };
    const watch = new MutationObserver(() => {
      const last = been.at(-1);
      const isLost = document.activeElement === document.body && last?.isConnected === false;
      if (isLost) placeFor(been, around)?.focus({ preventScroll: true });
    });
    document.addEventListener("focusin", note);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener("focusin", note);
      watch.disconnect();
    };
  }, []);
}

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = [];
  for (let one = element.parentElement; one !== null; one = one.parentElement) found.push(one);
  return found;
}

/** Where the focus goes; none where the page that had it went, for the next one takes it. */
function placeFor(been: readonly Element[], around: readonly Element[]): HTMLElement | undefined {
  const panel = around.find((one) => one.isConnected && one.matches("section, dialog, main"));
  if (!(panel instanceof HTMLElement) || panel.tagName === "MAIN") return undefined;
  const before = been.findLast((one) => one.isConnected && panel.contains(one) && one !== panel);
  if (before instanceof HTMLElement) return before;
  if (!panel.hasAttribute("tabindex")) panel.tabIndex = -1;
  return panel;
}
