/** What the server tells: up to when, and which kinds of things changed. */
interface Changed {
  readonly at: string;
  readonly kinds: readonly string[];
}

/** Who hears what the server tells. */
export interface Listener {
  readonly onChanged: (kinds: readonly string[]) => void;
  /** Whether changes come by themselves. */
  readonly onLive: (isLive: boolean) => void;
}

/**
 * Hears which kinds of things change for as long as the page is looked at: browsers keep few connections to one server, and a page
 * behind others needs none. What changed meanwhile is told when it is looked at again. Answers how to end it.
 */
export function listen({ onChanged, onLive }: Listener): () => void {
  let source: EventSource | undefined;
  let since: string | undefined;
  const hear = (event: MessageEvent<string>) => {
    const { at, kinds } = JSON.parse(event.data) as Changed;
    since = at;
    onLive(true);
    if (kinds.length > 0) onChanged(kinds);
  };
  const close = () => {
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    const query = since === undefined ? "" : `?since=${encodeURIComponent(since)}`;
    source = new EventSource(`/v1/live${query}`);
    source.addEventListener("ready", hear);
    source.addEventListener("changed", hear);
    // The browser tries again by itself, but for what was refused.
    source.addEventListener("error", () => onLive(false));
  };
  const look = () => {
    if (document.visibilityState === "hidden") close();
    else if (source === undefined || source.readyState === EventSource.CLOSED) open();
  };
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}
