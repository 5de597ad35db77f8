import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { PictureEdge } from "./picture.ts";

/** A drawn edge. */
export interface Wire extends PictureEdge {
  /** Of an SVG path, in pixels of the holder. */
  readonly path: string;
}

/** The edges as lines between parts, wherever they stand; drawn anew when the picture changes its size. */
export function useWires(edges: readonly PictureEdge[]): {
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly wires: readonly Wire[];
} {
  const holder = useRef<HTMLDivElement>(null);
  const [wires, setWires] = useState<readonly Wire[]>([]);
  const key = edges.map(({ from, to }) => `${from} ${to}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the edges.
  useLayoutEffect(() => {
    const own = holder.current;
    if (own === null) return;
    const draw = (): void => setWires(wiresIn(own, edges));
    const observer = new ResizeObserver(draw);
    observer.observe(own);
    draw();
    return () => observer.disconnect();
  }, [key]);
  return { holder, wires };
}

function wiresIn(holder: HTMLElement, edges: readonly PictureEdge[]): readonly Wire[] {
  const frame = holder.getBoundingClientRect();
  const cards = new Map(
    [...holder.querySelectorAll<HTMLElement>("[data-path]")].map((card) => [
      card.dataset.path,
      card.getBoundingClientRect(),
    ]),
  );
  return edges.flatMap((edge) => {
    const [from, to] = [cards.get(edge.from), cards.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const [x1, y1] = [from.right - frame.left, middle(from) - frame.top];
    const [x2, y2] = [to.left - frame.left, middle(to) - frame.top];
    const bend = Math.max(16, (x2 - x1) / 2);
    return [{ ...edge, path: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }];
  });
}

/** Lines meet a card where its name is. */
const middle = ({ top }: DOMRect): number => top + 20;
