import type TypeScript from "typescript";

/** How long nobody has to ask for anything before it begins, and how its work is cut so that who asks need not wait. */
const quietFor = 1_000;
const sliceTime = 10;
const pauseTime = 20;

export interface Reading {
  readonly read: (path: string) => void;
  /** All was read. */
  readonly done: () => void;
  /** What went wrong with a file. It is read again when somebody asks for it. */
  readonly failed: (error: unknown) => void;
}

/** Reads files, once, while nobody asks the server for anything. */
export class ReadAhead {
  readonly #host: Pick<TypeScript.server.ServerHost, "setTimeout" | "clearTimeout">;
  readonly #reading: Reading;
  #timer: unknown;
  #isOver = false;

  constructor(host: TypeScript.server.ServerHost, reading: Reading) {
    this.#host = host;
    this.#reading = reading;
  }

  /** Somebody asks: what is left is read later, from the beginning, for it may be other files by then. */
  later(paths: () => readonly string[]): void {
    this.#start(() => this.#slice([...paths()].reverse()), quietFor);
  }

  close(): void {
    this.#isOver = true;
    if (this.#timer !== undefined) this.#host.clearTimeout(this.#timer);
  }

  #slice(left: string[]): void {
    const until = performance.now() + sliceTime;
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      try {
        this.#reading.read(path);
      } catch (error) {
        this.#reading.failed(error);
      }
      if (performance.now() < until) continue;
      this.#start(() => this.#slice(left), pauseTime);
      return;
    }
    this.#isOver = true;
    this.#reading.done();
  }

  #start(run: () => void, after: number): void {
    if (this.#isOver) return;
    if (this.#timer !== undefined) this.#host.clearTimeout(this.#timer);
    this.#timer = this.#host.setTimeout(() => {
      this.#timer = undefined;
      run();
    }, after);
  }
}
