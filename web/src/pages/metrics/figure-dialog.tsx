import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useId, useRef } from "react";
import type { MetricCatalogue, MetricEntry, Metrics } from "../../api/metrics.ts";
import { FigureDetail } from "./figure-detail.tsx";
import styles from "./figure-dialog.module.css";

const route = getRouteApi("/business-metrics");

interface Properties {
  readonly report: Metrics;
  readonly catalogue: MetricCatalogue;
}

/** What the figure that the address names is made of, over the page; nothing while it names none. */
export function FigureDialog({ report, catalogue }: Properties) {
  const { figure, at } = route.useSearch();
  const metric = catalogue.metrics.find(({ id }) => id === figure);
  const month = at ?? report.months.at(-1);
  if (metric === undefined || month === undefined) return null;
  return <OpenDialog metric={metric} month={month} report={report} catalogue={catalogue} />;
}

interface OpenProperties extends Properties {
  readonly metric: MetricEntry;
  readonly month: string;
}

/** A native modal dialog: the page behind is inert, Escape closes it, and the focus goes back to the figure. */
function OpenDialog({ metric, month, report, catalogue }: OpenProperties) {
  const navigate = route.useNavigate();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const close = () => dialog.current?.close();
  const leave = () =>
    void navigate({
      search: ({ figure: _, at: __, term: ___, ...before }) => before,
      resetScroll: false,
    });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click outside is a second way to close; Escape is the dialog's own.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={heading}
      onClose={leave}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <div className={styles.sheet}>
        <div className={styles.head}>
          <h2 id={heading} className={styles.title}>
            {metric.name}
          </h2>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close" onClick={close}>
            <IconX size={20} stroke={1.75} />
          </ActionIcon>
        </div>
        <FigureDetail metric={metric} month={month} report={report} catalogue={catalogue} />
      </div>
    </dialog>
  );
}
