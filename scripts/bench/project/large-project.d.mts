/** The types of `large-project.mjs`, for the tests. */
export function largeProject(options?: { readonly files?: number; readonly mistakes?: boolean }): {
  readonly files: ReadonlyMap<string, string>;
  readonly queries: number;
  readonly mistakes: readonly { readonly file: string; readonly line: number; readonly kind: string }[];
};
