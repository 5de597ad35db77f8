/** The keys of a JSON pointer, unescaped: `/usage/total_tokens`, `/choices/0/text`. */
export const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Which pointers lie where: a tree that a scanner walks down as it enters objects and lists. */
export interface FieldTree {
  /** The pointer that ends here. */
  readonly pointer: string | undefined;
  readonly below: ReadonlyMap<string, FieldTree>;
}

/** The tree of some pointers. */
export function fieldTree(pointers: readonly string[]): FieldTree {
  const grow = (
    paths: readonly (readonly [pointer: string, keys: readonly string[]])[],
  ): FieldTree => {
    const below = new Map<string, (readonly [string, readonly string[]])[]>();
    for (const [pointer, [key, ...rest]] of paths)
      if (key !== undefined) below.set(key, [...(below.get(key) ?? []), [pointer, rest]]);
    return {
      pointer: paths.find(([, keys]) => keys.length === 0)?.[0],
      below: new Map([...below].map(([key, inner]) => [key, grow(inner)])),
    };
  };
  return grow(pointers.map((pointer) => [pointer, keysOf(pointer)]));
}
