import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError } from "../../src/errors/index.js";
import type { TypeScriptPackage } from "../hosts/typescript.js";
import { encodeMessage, type Message, messageReader } from "./message.js";

export interface ServerEvents {
  readonly received: (message: Message, bytes: Buffer) => void;
  /** The process is gone: asked to, or by itself. */
  readonly gone: (code: number | null) => void;
}

/** The native language server of a project's own TypeScript. */
export class Server {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, { received, gone }: ServerEvents) {
    this.#child = child;
    child.stdout!.on("data", messageReader(received));
    // A pipe that breaks is told by the end of the process.
    child.stdin!.on("error", () => undefined);
    let told = false;
    const end = (code: number | null): void => {
      if (!told) gone(code);
      told = true;
    };
    child.once("close", end);
    child.once("error", () => end(null));
  }

  /** @throws ConfigError when there is no binary of this TypeScript for the machine */
  static async start(installed: TypeScriptPackage, cwd: string, events: ServerEvents): Promise<Server> {
    const program = await executable(installed);
    const child = spawn(program, ["--lsp", "--stdio"], { cwd, stdio: ["pipe", "pipe", "inherit"], windowsHide: true });
    return new Server(child, events);
  }

  send(message: Omit<Message, "jsonrpc">): void {
    if (this.#child.stdin!.writable) this.#child.stdin!.write(encodeMessage(message));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** At once: it has nothing to save, and one that hangs must not outlive its editor. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }
}

async function executable(installed: TypeScriptPackage): Promise<string> {
  try {
    const file = pathToFileURL(join(installed.folder, "lib/getExePath.js")).href;
    const { default: find } = (await import(file)) as { readonly default: () => string };
    return find();
  } catch (cause) {
    throw new ConfigError(
      `TypeScript ${installed.version} (${installed.folder}) has no native program for this machine: run \`npm install\` again there.`,
      { errorClass: "DBSQL_TYPESCRIPT_VERSION", cause },
    );
  }
}
