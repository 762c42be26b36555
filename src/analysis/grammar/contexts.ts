/**
 * The stacks of calls that a prediction follows at once, shared where they are equal: a graph whose nodes hold return
 * sites in order. Equal contexts are one object, so that `===` compares whole stacks.
 */
export class Context {
  /** Pushed upon this one, by site. */
  readonly pushed = new Map<number, Context>();
  /** Merged with this one, by the other's id: with any caller, and with real callers. */
  readonly merged = new Map<number, Context>();
  readonly mergedFull = new Map<number, Context>();

  constructor(
    readonly id: number,
    readonly sites: readonly number[],
    /** By site, what is below; undefined below `BOTTOM`. */
    readonly parents: readonly (Context | undefined)[],
  ) {}
}

/** The site of the empty stack; larger than any other, so that it stands last. */
export const BOTTOM = 0x7fffffff;

export class Contexts {
  readonly empty = new Context(0, [BOTTOM], [undefined]);
  private readonly several = new Map<string, Context>();
  private count = 1;

  get size(): number {
    return this.count;
  }

  push(parent: Context, site: number): Context {
    let context = parent.pushed.get(site);
    if (!context) {
      context = new Context(this.count++, [site], [parent]);
      parent.pushed.set(site, context);
    }
    return context;
  }

  /**
   * Both stacks. Where a prediction looks only at its own rule (`wildcard`), the empty stack stands for any caller and
   * swallows the others.
   */
  merge(a: Context, b: Context, wildcard: boolean): Context {
    if (a === b) return a;
    if (wildcard && (a === this.empty || b === this.empty)) return this.empty;
    const [low, high] = a.id < b.id ? [a, b] : [b, a];
    const known = wildcard ? low.merged : low.mergedFull;
    let context = known.get(high.id);
    if (!context) {
      context = this.mergeLists(low, high, wildcard);
      known.set(high.id, context);
    }
    return context;
  }

  private mergeLists(a: Context, b: Context, wildcard: boolean): Context {
    const sites: number[] = [];
    const parents: (Context | undefined)[] = [];
    let i = 0;
    let j = 0;
    while (i < a.sites.length || j < b.sites.length) {
      const left = a.sites[i] ?? Number.POSITIVE_INFINITY;
      const right = b.sites[j] ?? Number.POSITIVE_INFINITY;
      sites.push(Math.min(left, right));
      if (left === right) {
        const p = a.parents[i++];
        const q = b.parents[j++];
        parents.push(p && q ? this.merge(p, q, wildcard) : (p ?? q));
      } else if (left < right) parents.push(a.parents[i++]);
      else parents.push(b.parents[j++]);
    }
    return this.of(sites, parents);
  }

  private of(sites: readonly number[], parents: readonly (Context | undefined)[]): Context {
    const [site, parent] = [sites[0] ?? BOTTOM, parents[0]];
    if (sites.length === 1) return parent ? this.push(parent, site) : this.empty;
    let key = "";
    for (let i = 0; i < sites.length; i++) key += `${sites[i]}:${parents[i]?.id ?? -1},`;
    let context = this.several.get(key);
    if (!context) {
      context = new Context(this.count++, sites, parents);
      this.several.set(key, context);
    }
    return context;
  }
}
