import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Response {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** A place as the protocol counts: from 1. */
export interface Location {
  readonly line: number;
  readonly offset: number;
}

/** TypeScript's real server, spoken to over its own protocol. */
export class TsServer {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (response: Response) => void>();
  #buffer = Buffer.alloc(0);
  #sequence = 0;

  constructor(typescript: string, options: readonly string[]) {
    this.#child = spawn(
      process.execPath,
      [
        join(typescript, "lib/tsserver.js"),
        "--suppressDiagnosticEvents",
        "--disableAutomaticTypingAcquisition",
        ...options,
      ],
      { stdio: ["pipe", "pipe", "inherit"] },
    );
    this.#child.stdout!.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.subarray(0, end).toString())![1]);
      if (this.#buffer.length < end + 4 + length) return;
      const response = JSON.parse(this.#buffer.subarray(end + 4, end + 4 + length).toString()) as Response;
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      if (response.type === "response") this.#waiting.get(response.request_seq!)?.(response);
    }
  }

  notify(command: string, args: object): void {
    this.#child.stdin!.write(
      `${JSON.stringify({ seq: ++this.#sequence, type: "request", command, arguments: args })}\n`,
    );
  }

  request<T>(command: string, args: object): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(this.#sequence + 1, ({ success, message, body }) => {
        if (success === true || message === "No content available.") resolve(body as T);
        else reject(new Error(`${command}: ${message}`));
      });
      this.notify(command, args);
    });
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  open(file: string): void {
    this.notify("open", { file, fileContent: readFileSync(file, "utf8") });
  }

  async close(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.kill();
    await gone;
  }
}

/** The place of a piece of text, plus some characters. */
export function locate(text: string, piece: string, plus = 0): Location {
  const at = text.indexOf(piece) + plus;
  const before = text.slice(0, at);
  return { line: before.split("\n").length, offset: at - before.lastIndexOf("\n") };
}
