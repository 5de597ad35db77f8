import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen } from "../api/live.ts";
import { shows } from "../api/query-kinds.ts";

/** At most so often is a page read anew: a busy business changes all the time. */
const pauseMs = 4_000;

/** Reads anew what the page shows of things that changed; answers whether changes come by themselves. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [isLive, setIsLive] = useState(false);
  useEffect(() => {
    const changed = new Set<string>();
    let pause: number | undefined;
    const readAnew = () => {
      pause = undefined;
      if (changed.size === 0) return;
      const kinds = new Set(changed);
      changed.clear();
      pause = window.setTimeout(readAnew, pauseMs);
      void client.invalidateQueries({ predicate: ({ queryKey }) => shows(queryKey, kinds) });
    };
    const end = listen({
      onLive: setIsLive,
      onChanged: (kinds) => {
        for (const kind of kinds) changed.add(kind);
        if (pause === undefined) readAnew();
      },
    });
    return () => {
      end();
      window.clearTimeout(pause);
    };
  }, [client]);
  return isLive;
}
