import { useEffect, useRef, useState } from "react";
import { previewAddress } from "../../api/document-settings.ts";
import styles from "./preview-frame.module.css";

type FrameWindow = Window & { readonly DOMParser: typeof DOMParser };

/**
 * A sample invoice in a frame of its own, where its own policy holds: no script, nothing fetched. The frame opens with what is
 * set; what would be is put in its place without opening it again, so that typing does not make it flicker.
 */
export function PreviewFrame({ page }: { page: string | undefined }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    const window = frame.current?.contentWindow as FrameWindow | null | undefined;
    if (!opened || page === undefined || window == null) return;
    const { document: shown } = window;
    // The frame's own parser: what is parsed falls under the policy of whose parser it is.
    const next = new window.DOMParser().parseFromString(page, "text/html");
    shown.replaceChild(shown.importNode(next.documentElement, true), shown.documentElement);
  }, [page, opened]);
  return (
    <div className={styles.paper}>
      <iframe
        ref={frame}
        title="Sample invoice"
        src={previewAddress}
        sandbox="allow-same-origin"
        className={styles.frame}
        onLoad={() => setOpened(true)}
      />
    </div>
  );
}
