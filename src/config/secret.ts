import { inspect } from "node:util";

/**
 * A value that must not be printed. Every usual way to text (`String`, `JSON.stringify`, `util.inspect`, template
 * literals) says `[redacted]`; `reveal()` is the one way out, so that a search for it finds every use.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[redacted]";
  }

  toJSON(): string {
    return "[redacted]";
  }

  [inspect.custom](): string {
    return "[redacted]";
  }
}
