import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import {
  type ChannelOptions,
  connectivityState,
  credentials,
  Channel as GrpcChannel,
  Metadata,
  status,
} from "@grpc/grpc-js";
import type { Credentials } from "../auth/index.js";
import type { ConnectionTarget } from "../config/index.js";
import { RpcFailure } from "./rpc-failure.js";

/** A server stream, read one message at a time: nothing arrives that was not asked for. */
export interface RpcStream {
  /** Asks for one more message. */
  read(): void;
  /** Ends the call; the receiver hears nothing more. */
  cancel(): void;
}

export interface RpcReceiver {
  message(bytes: Uint8Array): void;
  /** Called once, last. */
  end(failure: RpcFailure | undefined): void;
}

export type Method =
  | "ExecutePlan"
  | "AnalyzePlan"
  | "Config"
  | "Interrupt"
  | "ReattachExecute"
  | "ReleaseExecute"
  | "ReleaseSession"
  | "FetchErrorDetails";

const path = (method: Method): string => `/spark.connect.SparkConnectService/${method}`;

/**
 * Bytes in flight stay below the server's replay buffer of 10 MiB, or a cut would lose the query; grpc-js's own window
 * of 64 KiB costs half again the time of a large result.
 */
const flowControlWindow = 4 * 1024 * 1024;

/** One HTTP/2 connection to one server. Every field is private: a printed channel must not show what it carries. */
export class RpcChannel {
  readonly #channel: GrpcChannel;
  readonly #headers: ConnectionTarget["headers"];
  readonly #callCredentials: ReturnType<typeof credentials.createFromMetadataGenerator> | undefined;

  constructor(target: ConnectionTarget, authorization: Credentials | undefined) {
    this.#headers = target.headers;
    const perCall =
      authorization === undefined
        ? undefined
        : credentials.createFromMetadataGenerator((_options, callback) => {
            authorization.authorization().then(
              (value) => {
                const metadata = new Metadata();
                metadata.set("authorization", value.reveal());
                callback(null, metadata);
              },
              (error: unknown) =>
                callback(error instanceof Error ? error : new RpcFailure(status.UNAUTHENTICATED, String(error))),
            );
          });
    // Certificates are always checked: NODE_TLS_REJECT_UNAUTHORIZED=0 would hand the token to anyone.
    const secure = credentials.createSsl(null, null, null, {
      rejectUnauthorized: true,
      // By the address itself, whatever name stands in for it in the handshake.
      checkServerIdentity: (_name, certificate) => checkServerIdentity(target.host, certificate),
    });
    const channelCredentials = target.tls
      ? perCall === undefined
        ? secure
        : credentials.combineChannelCredentials(secure, perCall)
      : credentials.createInsecure();
    // grpc-js refuses to bind credentials to a plain connection; the one host where Spark allows it is added by call.
    this.#callCredentials = !target.tls && target.host === "localhost" ? perCall : undefined;
    this.#channel = new GrpcChannel(addressOf(target), channelCredentials, optionsOf(target));
  }

  /** True while a connection is being made, the TLS and HTTP/2 handshakes included. */
  get connecting(): boolean {
    const state = this.#channel.getConnectivityState(false);
    return state === connectivityState.CONNECTING;
  }

  /** One request, one answer. */
  unary(method: Method, request: Uint8Array, deadlineMs: number, signal?: AbortSignal): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      let answer: Uint8Array | undefined;
      const onAbort = (): void => {
        call.cancel();
        reject(signal?.reason);
      };
      const call = this.stream(method, request, deadlineMs, {
        message(bytes) {
          answer = bytes;
        },
        end(failure) {
          signal?.removeEventListener("abort", onAbort);
          if (failure !== undefined) reject(failure);
          else if (answer === undefined) reject(new RpcFailure(status.INTERNAL, `${method} answered nothing`));
          else resolve(answer);
        },
      });
      if (signal?.aborted) onAbort();
      else signal?.addEventListener("abort", onAbort, { once: true });
      call.read();
    });
  }

  stream(method: Method, request: Uint8Array, deadlineMs: number, receiver: RpcReceiver): RpcStream {
    const deadline = deadlineMs === Number.POSITIVE_INFINITY ? deadlineMs : Date.now() + deadlineMs;
    const call = this.#channel.createCall(path(method), deadline, null, null, null);
    if (this.#callCredentials !== undefined) call.setCredentials(this.#callCredentials);
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.#headers)) metadata.set(name, value.reveal());
    let open = true;
    call.start(metadata, {
      onReceiveMetadata() {},
      onReceiveMessage(message: Uint8Array) {
        if (open) receiver.message(message);
      },
      onReceiveStatus({ code, details, metadata: trailers }) {
        if (!open) return;
        open = false;
        if (code === status.OK) {
          receiver.end(undefined);
          return;
        }
        const bin = trailers.get("grpc-status-details-bin")[0];
        receiver.end(new RpcFailure(code, details, bin instanceof Uint8Array ? bin : undefined));
      },
    });
    call.sendMessageWithContext({}, Buffer.from(request.buffer, request.byteOffset, request.byteLength));
    call.halfClose();
    return {
      read: () => call.startRead(),
      cancel() {
        open = false;
        call.cancelWithStatus(status.CANCELLED, "Cancelled on client");
      },
    };
  }

  close(): void {
    this.#channel.close();
  }
}

function addressOf({ host, port }: ConnectionTarget): string {
  return host.includes(":") ? `ipv6:[${host}]:${port}` : `dns:///${host}:${port}`;
}

/**
 * What a TLS handshake says in place of an address, which is no server name (RFC 6066, section 3): grpc-js says the address,
 * and Node refuses that from version 26 on. The domain is reserved (RFC 2606): no server has a certificate for it.
 */
const noServerName = "address.invalid";

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host);

function optionsOf({ host, maxMessageSize, keepalive }: ConnectionTarget): ChannelOptions {
  return {
    // One retry engine, ours: grpc-js's own would repeat commands and buffer requests.
    "grpc.enable_retries": 0,
    "grpc.max_receive_message_length": maxMessageSize,
    "grpc.max_send_message_length": maxMessageSize,
    "grpc-node.flow_control_window": flowControlWindow,
    // Spark sends error details in trailers, and they may be larger than the default of 8 KiB.
    "grpc.max_metadata_size": 256 * 1024,
    ...(keepalive.enabled
      ? {
          "grpc.keepalive_time_ms": keepalive.timeMs,
          "grpc.keepalive_timeout_ms": keepalive.timeoutMs,
          "grpc.keepalive_permit_without_calls": keepalive.withoutCalls ? 1 : 0,
        }
      : {}),
    // grpc-js would send even localhost through a proxy of the environment.
    ...(isLoopback(host) ? { "grpc.enable_http_proxy": 0 } : {}),
    ...(isIP(host) === 0 ? {} : { "grpc.ssl_target_name_override": noServerName }),
  };
}
