import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** What happens to one connection, seen from the server's side of the wire. */
export interface Fault {
  /** After so many bytes, or so many whole gRPC messages, whichever comes first. */
  readonly afterBytes?: number;
  readonly afterMessages?: number;
  readonly how: "rst" | "fin" | "freeze" | "corrupt";
}

/** Counts whole gRPC messages in what an HTTP/2 server sends, on all streams together. */
class MessageCounter {
  count = 0;
  #pending: Buffer = Buffer.alloc(0);
  readonly #streams = new Map<number, { header: number[]; left: number }>();

  /** Answers the offset behind the message that made the count reach `limit`, if one did. */
  feed(bytes: Buffer, limit: number): number | undefined {
    const before = this.#pending.length;
    this.#pending = Buffer.concat([this.#pending, bytes]);
    let used = 0;
    while (this.#pending.length - used >= 9) {
      const length = this.#pending.readUIntBE(used, 3);
      if (this.#pending.length - used < 9 + length) break;
      const isData = this.#pending[used + 3] === 0;
      const stream = this.#pending.readUInt32BE(used + 5) & 0x7fffffff;
      if (isData) this.#data(stream, this.#pending.subarray(used + 9, used + 9 + length));
      used += 9 + length;
      if (this.count >= limit) return Math.max(0, used - before);
    }
    this.#pending = this.#pending.subarray(used);
    return undefined;
  }

  #data(stream: number, bytes: Buffer): void {
    const state = this.#streams.get(stream) ?? { header: [], left: 0 };
    this.#streams.set(stream, state);
    for (let at = 0; at < bytes.length; ) {
      if (state.left === 0) {
        state.header.push(bytes[at++]!);
        if (state.header.length === 5) {
          state.left = Buffer.from(state.header).readUInt32BE(1);
          state.header = [];
          if (state.left === 0) this.count++;
        }
        continue;
      }
      const taken = Math.min(state.left, bytes.length - at);
      at += taken;
      state.left -= taken;
      if (state.left === 0) this.count++;
    }
  }
}

/** A TCP relay that breaks its connections as told. Only the server's answers are touched. */
export class FaultProxy implements AsyncDisposable {
  connections = 0;
  faults = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(host: string, port: number, plan: (connection: number) => Fault | undefined) {
    this.#server = createServer((client) => this.#relay(client, connect(port, host), plan(this.connections++)));
  }

  static async start(host: string, port: number, plan: (connection: number) => Fault | undefined): Promise<FaultProxy> {
    const proxy = new FaultProxy(host, port, plan);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #relay(client: Socket, server: Socket, fault: Fault | undefined): void {
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server);
    const counter = new MessageCounter();
    let bytes = 0;
    let done = fault === undefined;
    server.on("data", (chunk: Buffer) => {
      if (done || fault === undefined) return void this.#pass(client, server, chunk);
      const byMessages = counter.feed(chunk, fault.afterMessages ?? Number.POSITIVE_INFINITY);
      const byBytes =
        bytes + chunk.length > (fault.afterBytes ?? Number.POSITIVE_INFINITY) ? fault.afterBytes! - bytes : undefined;
      bytes += chunk.length;
      const cut = byBytes ?? byMessages;
      if (cut === undefined) return void this.#pass(client, server, chunk);
      done = true;
      this.faults++;
      this.#strike(client, server, chunk, cut, fault.how);
    });
  }

  #pass(client: Socket, server: Socket, chunk: Buffer): void {
    if (client.write(chunk)) return;
    server.pause();
    client.once("drain", () => server.resume());
  }

  #strike(client: Socket, server: Socket, chunk: Buffer, cut: number, how: Fault["how"]): void {
    if (how === "corrupt") {
      const changed = Buffer.from(chunk);
      if (cut < changed.length) changed[cut]! ^= 0xff;
      client.write(changed);
      return;
    }
    client.write(chunk.subarray(0, cut), () => {
      // A reset throws away what the other side has not read yet: what was let through has to arrive first.
      if (how === "rst") setTimeout(() => client.resetAndDestroy(), 30);
      else if (how === "fin") client.end();
    });
    server.pause();
  }
}
