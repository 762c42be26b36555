import {
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import {
  AnalyzePlanRequest,
  ConfigRequest,
  ExecutePlanRequest,
  FetchErrorDetailsRequest,
  InterruptRequest,
  ReattachExecuteRequest,
  ReleaseExecuteRequest,
  ReleaseSessionRequest,
} from "../../src/gen/protobuf/spark/connect/base.js";
import { messages } from "./messages.js";

const requests = {
  ExecutePlan: ExecutePlanRequest,
  ReattachExecute: ReattachExecuteRequest,
  AnalyzePlan: AnalyzePlanRequest,
  Config: ConfigRequest,
  Interrupt: InterruptRequest,
  ReleaseExecute: ReleaseExecuteRequest,
  ReleaseSession: ReleaseSessionRequest,
  FetchErrorDetails: FetchErrorDetailsRequest,
};
type Requests = typeof requests;
/** As read: what the client leaves out is empty. */
type RequestOf<M extends MethodName> = ReturnType<Requests[M]["decode"]> & {
  readonly sessionId: string;
  readonly operationId: string;
};
export type MethodName = keyof Requests;

/** What a script may do with one call: answer properly, or break it in any way that HTTP/2 can break. */
export class Call {
  readonly #stream: ServerHttp2Stream;
  readonly headers: Readonly<Record<string, unknown>>;
  #responded = false;

  constructor(stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>) {
    this.#stream = stream;
    this.headers = headers;
  }

  get cancelled(): Promise<void> {
    return new Promise((resolve) => this.#stream.once("close", () => resolve()));
  }

  /** Resolves to false when the client went away; waits while its window is full. */
  send(message: Uint8Array): Promise<boolean> {
    this.#respond();
    const frame = Buffer.alloc(5 + message.length);
    frame.writeUInt32BE(message.length, 1);
    frame.set(message, 5);
    return new Promise((resolve) => {
      if (this.#stream.destroyed || this.#stream.closed) return resolve(false);
      this.#stream.once("close", () => resolve(false));
      this.#stream.write(frame, () => resolve(true));
    });
  }

  async sendAll(list: readonly Uint8Array[]): Promise<void> {
    for (const message of list) await this.send(message);
  }

  end(code = 0, details = "", bin?: Uint8Array): void {
    if (this.#stream.destroyed) return;
    const trailers = {
      "grpc-status": String(code),
      ...(details === "" ? {} : { "grpc-message": encodeURIComponent(details) }),
      ...(bin === undefined ? {} : { "grpc-status-details-bin": Buffer.from(bin).toString("base64") }),
    };
    this.#respond();
    this.#stream.once("wantTrailers", () => this.#stream.sendTrailers(trailers));
    this.#stream.end();
  }

  endWithoutStatus(): void {
    if (!this.#responded) {
      this.#responded = true;
      this.#stream.respond({ ":status": 200, "content-type": "application/grpc" });
      this.#stream.end();
      return;
    }
    this.#stream.once("wantTrailers", () => this.#stream.close(0));
    this.#stream.end();
  }

  reset(code: number): void {
    this.#respond();
    this.#stream.close(code);
  }

  http(statusCode: number): void {
    this.#responded = true;
    this.#stream.respond({ ":status": statusCode, "content-type": "text/html" });
    this.#stream.end("no");
  }

  dropConnection(): void {
    this.#stream.session?.destroy();
  }

  #respond(): void {
    if (this.#responded || this.#stream.destroyed) return;
    this.#responded = true;
    this.#stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  }
}

export type Script = {
  readonly [M in MethodName]?: (call: Call, request: RequestOf<M>, count: number) => void | Promise<void>;
};

export interface Received {
  readonly method: MethodName;
  readonly request: RequestOf<MethodName>;
}

/** A Spark Connect server that does what a script says; what the script leaves out is answered as a healthy server would. */
export class FakeServer implements AsyncDisposable {
  readonly received: Received[] = [];
  connections = 0;
  script: Script;
  readonly #server: Http2Server | Http2SecureServer;
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #sockets = new Set<Socket>();

  private constructor(script: Script, tls: SecureServerOptions | undefined) {
    this.script = script;
    const settings = { initialWindowSize: 1 << 20 };
    this.#server = tls === undefined ? createServer({ settings }) : createSecureServer({ ...tls, settings });
    this.#server.on("connection", (socket: Socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => this.#sockets.delete(socket));
    });
    this.#server.on("session", (session) => {
      this.#sessions.add(session);
      session.on("error", () => {});
      session.on("close", () => this.#sessions.delete(session));
    });
    this.#server.on("sessionError", () => {});
    this.#server.on("stream", (stream, headers) => this.#onStream(stream, headers));
  }

  static async start(script: Script = {}, tls?: SecureServerOptions): Promise<FakeServer> {
    const server = new FakeServer(script, tls);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  count(method: MethodName): number {
    return this.received.filter((call) => call.method === method).length;
  }

  requests<M extends MethodName>(method: M): RequestOf<M>[] {
    return this.received.filter((call) => call.method === method).map((call) => call.request as RequestOf<M>);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of this.#sessions) session.destroy();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #onStream(stream: ServerHttp2Stream, headers: Readonly<Record<string, unknown>>): void {
    const parts: Buffer[] = [];
    // Every message that waits for the window listens for the end of the stream.
    stream.setMaxListeners(0);
    stream.on("error", () => {});
    stream.on("data", (part: Buffer) => parts.push(part));
    stream.on("end", () => {
      const method = String(headers[":path"]).split("/").at(-1) as MethodName;
      const body = Buffer.concat(parts).subarray(5);
      const request = { sessionId: "", operationId: "", ...requests[method].decode(body) } as RequestOf<MethodName>;
      this.received.push({ method, request });
      const handler = (this.script[method] ?? healthy[method]) as (
        call: Call,
        request: unknown,
        count: number,
      ) => unknown;
      void handler(new Call(stream, headers), request, this.count(method));
    });
  }
}

/** What a server in good health says when a script does not care. */
const healthy: Required<Script> = {
  AnalyzePlan: async (call, request) => {
    await call.send(messages.version(request.sessionId, "4.2.0"));
    call.end();
  },
  Config: async (call, request) => {
    await call.send(messages.config(request.sessionId, { "spark.sql.session.timeZone": "UTC" }));
    call.end();
  },
  ExecutePlan: async (call, request) => {
    await call.sendAll(messages.result(request.sessionId, request.operationId, 3));
    call.end();
  },
  ReattachExecute: (call) => call.end(13, "[INVALID_HANDLE.OPERATION_NOT_FOUND] not here"),
  Interrupt: async (call, request) => {
    await call.send(messages.interrupted(request.sessionId));
    call.end();
  },
  ReleaseExecute: async (call, request) => {
    await call.send(messages.released(request.sessionId, request.operationId));
    call.end();
  },
  ReleaseSession: async (call, request) => {
    await call.send(messages.sessionReleased(request.sessionId));
    call.end();
  },
  FetchErrorDetails: async (call, request) => {
    await call.send(messages.errorDetails(request.sessionId, {}));
    call.end();
  },
};
