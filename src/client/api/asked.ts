import type { Operations } from "./generated-types.ts";

/** A method of the API. */
export type Method = keyof Operations;

/** What is passed with any request. */
export interface Sending {
  /** Ends the waiting: the request is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The paths of a method. */
export type Path<M extends Method> = keyof Operations[M] & string;

/** The paths of a method that are answered with JSON, or with nothing. */
export type JsonPath<M extends Method> = {
  [P in keyof Operations[M]]: Operations[M][P] extends { readonly answer: unknown } ? P : never;
}[keyof Operations[M]] &
  string;

/** The paths of a method that are answered with a file. */
export type FilePath<M extends Method> = {
  [P in keyof Operations[M]]: Operations[M][P] extends { readonly file: string } ? P : never;
}[keyof Operations[M]] &
  string;

/** What a list is answered with. */
export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** The `cursor` of the page after; null at the end. */
  readonly next: string | null;
}

/** The paths that are lists read page by page. */
export type ListPath = {
  [P in JsonPath<"GET">]: Answer<"GET", P> extends PageOf<unknown> ? P : never;
}[JsonPath<"GET">];

/** What a route answers. */
export type Answer<M extends Method, P extends keyof Operations[M]> = Operations[M][P] extends {
  readonly answer: infer A;
}
  ? A
  : never;

/** The media types of a route's files. */
export type FileType<M extends Method, P extends keyof Operations[M]> = Operations[M][P] extends {
  readonly file: infer F;
}
  ? F
  : never;

/** What a route is asked with. */
export type Asked<M extends Method, P extends keyof Operations[M]> = Operations[M][P] extends {
  readonly asked: infer A;
}
  ? A & Sending
  : never;

/** What a list is narrowed to, and how it is paged. */
export type Narrowing<P extends ListPath> =
  Asked<"GET", P> extends { readonly query?: infer Q } ? NonNullable<Q> : never;

/** An argument that may be left out where nothing in it has to be there. */
export type Argument<T> = object extends T ? [asked?: T] : [asked: T];

/** An item of a list. */
export type Item<P extends ListPath> = Answer<"GET", P> extends PageOf<infer I> ? I : never;
