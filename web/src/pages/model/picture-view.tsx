import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ProblemField } from "../../api/problem.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Panel } from "../../parts/panel.tsx";
import { type Picture, type PictureNode, pictureOf } from "./picture.ts";
import styles from "./picture-view.module.css";
import { useWires } from "./use-wires.ts";

interface Properties {
  readonly document: unknown;
  readonly faults: readonly ProblemField[];
}

const columnTitles = ["What is counted", "What is sold", "Where it is earned"];

/** The model as a picture: what is counted, what is sold by it, and where it is earned. Each part leads to its form. */
export function PictureView({ document, faults }: Properties) {
  const picture = pictureOf(document);
  const isBroken = (path: string): boolean =>
    faults.some((fault) => fault.path === path || fault.path.startsWith(`${path}/`));
  return (
    <>
      <Panel
        title="Picture"
        intro="A part leads to its form. Lines of features show where one looks at them."
      >
        {picture.columns.every((groups) => groups.length === 0) ? (
          <EmptyState
            next={
              <Link to="/model" search={{ view: "form" }}>
                Begin in the form
              </Link>
            }
          >
            Nothing is sold yet.
          </EmptyState>
        ) : (
          <Diagram picture={picture} isBroken={isBroken} />
        )}
      </Panel>
      {picture.others.length > 0 && (
        <Panel title="What else it says">
          <div className={styles.others}>
            {picture.others.map(({ section, title, nodes }) => (
              <section key={section}>
                <h3>{title}</h3>
                <ul>
                  {nodes.map(({ path, name }) => (
                    <li key={path}>
                      <Link
                        to="/model"
                        search={{ view: "form", part: path }}
                        data-broken={isBroken(path)}
                      >
                        {name}
                      </Link>
                    </li>
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}

interface DiagramProperties {
  readonly picture: Picture;
  readonly isBroken: (path: string) => boolean;
}

function Diagram({ picture, isBroken }: DiagramProperties) {
  const { columns, edges } = picture;
  const [near, setNear] = useState<string>();
  const { holder, wires } = useWires(edges);
  const names = new Map(
    columns
      .flatMap((groups) => groups.flatMap(({ nodes }) => nodes))
      .map((node) => [node.path, node.name]),
  );
  const isLit = (from: string, to: string): boolean => near === from || near === to;
  const touched = new Set(
    edges.filter(({ from, to }) => isLit(from, to)).flatMap(({ from, to }) => [from, to]),
  );
  return (
    <div ref={holder} className={styles.picture} data-near={near !== undefined}>
      <svg aria-hidden="true" className={styles.wires}>
        {wires.map(({ from, to, path }) => (
          <path
            key={`${from} ${to}`}
            d={path}
            data-lit={isLit(from, to)}
            // Most plans include most features: all of their lines at once would be a thicket.
            data-asked={from.startsWith("/features/")}
          />
        ))}
      </svg>
      {columns.map((groups, at) => (
        <section key={columnTitles[at]} className={styles.column} aria-label={columnTitles[at]}>
          <p className={styles.columnTitle}>{columnTitles[at]}</p>
          {groups.map(({ section, title, nodes }) => (
            <div key={section} className={styles.group}>
              <h3>{title}</h3>
              <ul>
                {nodes.map((node) => (
                  <li key={node.path}>
                    <Card
                      node={node}
                      broken={isBroken(node.path)}
                      quiet={near !== undefined && near !== node.path && !touched.has(node.path)}
                      leans={edges
                        .filter(({ to }) => to === node.path)
                        .map(({ from }) => names.get(from) ?? "")}
                      earns={edges
                        .filter(({ from }) => from === node.path && at === 1)
                        .map(({ to }) => names.get(to) ?? "")}
                      onNear={setNear}
                    />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

interface CardProperties {
  readonly node: PictureNode;
  readonly broken: boolean;
  readonly quiet: boolean;
  readonly leans: readonly string[];
  readonly earns: readonly string[];
  readonly onNear: (path: string | undefined) => void;
}

/** Lines of a part that are shown; the rest is counted. */
const linesMost = 7;

function Card({ node, broken, quiet, leans, earns, onNear }: CardProperties) {
  const { path, name, id, lines } = node;
  const more = lines.length - linesMost;
  return (
    <Link
      to="/model"
      search={{ view: "form", part: path }}
      className={styles.card}
      data-path={path}
      data-broken={broken}
      data-quiet={quiet}
      onMouseEnter={() => onNear(path)}
      onMouseLeave={() => onNear(undefined)}
      onFocus={() => onNear(path)}
      onBlur={() => onNear(undefined)}
    >
      <span className={styles.name}>
        {name}
        {name !== id && (
          <>
            {" "}
            <code>{id}</code>
          </>
        )}
      </span>
      {broken && <span className={styles.fault}>Has a fault</span>}
      {lines.length > 0 && (
        <span className={styles.lines}>
          {lines.slice(0, linesMost).map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same.
            <span key={at}>{line}</span>
          ))}
          {more > 0 && <span>and {more} more</span>}
        </span>
      )}
      <span className={styles.leans}>
        {earns.length > 0 && `Earned in ${earns.join(", ")}. `}
        {leans.length > 0 && `${earns.length > 0 ? "Takes" : "From"} ${leans.join(", ")}.`}
      </span>
    </Link>
  );
}
