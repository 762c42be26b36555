const inspectSymbol = Symbol.for("nodejs.util.inspect.custom");

/** A class of the platform's or the polyfill's Temporal, as far as a lazy value needs it. */
export interface TemporalClass<T extends object> {
  readonly prototype: T;
  /** Only `make` calls it, and knows what it takes. */
  new (...args: never[]): T;
}
/** Builds a lazy value. `raw` is its only own property, so that equality of tests tells two of them apart. */
export type LazyConstructor<R, T> = new (raw: R) => T & { readonly _raw: R };

/**
 * A class whose instances are `instanceof` `base`, hold one raw number, and make the real object when first asked
 * something: a result has a million of them, and a program reads a few.
 *
 * @param name what `console.log` prints before the text
 * @param overrides members that need no real object
 */
export function lazyClass<R, T extends object>(
  base: TemporalClass<T>,
  name: string,
  make: (raw: R) => T,
  overrides: Readonly<Record<string, (raw: R) => unknown>> = {},
): LazyConstructor<R, T> {
  class Lazy {
    readonly _raw: R;
    #real: T | undefined;
    constructor(raw: R) {
      this._raw = raw;
    }
    static real(lazy: Lazy): T {
      lazy.#real ??= make(lazy._raw);
      return lazy.#real;
    }
  }
  const define = (key: PropertyKey, descriptor: PropertyDescriptor): void => {
    Object.defineProperty(Lazy.prototype, key, { configurable: true, enumerable: false, ...descriptor });
  };
  Object.setPrototypeOf(Lazy.prototype, base.prototype);
  for (const key of Reflect.ownKeys(base.prototype)) {
    if (key === "constructor" || key === Symbol.toStringTag) continue;
    const override = typeof key === "string" && Object.hasOwn(overrides, key) ? overrides[key] : undefined;
    const descriptor = Object.getOwnPropertyDescriptor(base.prototype, key)!;
    if (descriptor.get !== undefined) {
      define(key, {
        get(this: Lazy) {
          return override === undefined ? Reflect.get(Lazy.real(this), key) : override(this._raw);
        },
      });
    } else if (typeof descriptor.value === "function") {
      define(key, {
        writable: true,
        value(this: Lazy, ...args: unknown[]) {
          if (override !== undefined) return override(this._raw);
          const real = Lazy.real(this);
          return Reflect.apply(Reflect.get(real, key) as (...args: unknown[]) => unknown, real, args);
        },
      });
    }
  }
  define("constructor", { value: base, writable: true });
  define(inspectSymbol, {
    writable: true,
    value(this: Lazy) {
      try {
        return `${name} ${String(Reflect.apply(Lazy.prototype.toString, this, []))}`;
      } catch {
        // Spark's range is wider than Temporal's; a printout must not throw.
        return `${name} out of range (${String(this._raw)})`;
      }
    },
  });
  return Lazy as unknown as LazyConstructor<R, T>; // its members were defined one by one, out of the checker's sight
}
