import { useLocalStorage } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { destinations } from "./destinations.ts";

/** What the keys open. */
export interface KeyActs {
  readonly openPalette: () => void;
  readonly openShortcuts: () => void;
}

/** Whether single keys do something, which who speaks to the computer may not want; kept in this browser. */
export const useSingleKeys = () =>
  useLocalStorage({
    key: "florin-single-keys",
    defaultValue: true,
    getInitialValueInEffect: false,
  });

const secondKeyMs = 1_500;

/** Listens to the keys of the whole console: Ctrl or Cmd with K anywhere, single keys where nobody types. */
export function useKeys({ openPalette, openShortcuts }: KeyActs): void {
  const navigate = useNavigate();
  const [singleKeys] = useSingleKeys();
  const goSince = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const withCommand = event.ctrlKey || event.metaKey;
      if (withCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (!isInDialog()) openPalette();
        return;
      }
      if (withCommand || event.altKey || !singleKeys || isTyping(event) || isInDialog()) return;
      const going = event.timeStamp - goSince.current < secondKeyMs;
      goSince.current = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (going) {
        const found = destinations.find(({ key }) => key === event.key);
        if (found !== undefined) void navigate({ to: found.to });
      } else if (event.key === "?") openShortcuts();
      else if (event.key === "/") {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>("main search input");
        if (field === null) openPalette();
        else field.focus();
      }
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate, openPalette, openShortcuts, singleKeys]);
}

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const isInDialog = (): boolean => document.querySelector("dialog[open]") !== null;
