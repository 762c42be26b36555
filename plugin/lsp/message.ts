/** A message of the Language Server Protocol, as far as a proxy looks at it. */
export interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface LspRange {
  readonly start: Position;
  readonly end: Position;
}

/** No header is longer: what goes on without an end is none. */
const longestHeader = 65_536;

/**
 * Reads messages from a stream in pieces of any size.
 *
 * @param received is given the bytes as well, so that a message that nobody changed goes on as it came
 * @param malformed told of a body that is no message; the next one is read
 */
export function messageReader(
  received: (message: Message, bytes: Buffer) => void,
  malformed: () => void = () => undefined,
): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let size = 0;
  let needed = 0;
  return (chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    // Long messages arrive in many pieces; they are put together once.
    if (size < needed) return;
    let buffer = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    needed = 0;
    for (;;) {
      const end = buffer.indexOf("\r\n\r\n");
      if (end < 0) {
        if (buffer.length > longestHeader) {
          malformed();
          buffer = buffer.subarray(buffer.length);
        }
        break;
      }
      const length = Number(/content-length:\s*(\d+)/i.exec(buffer.toString("latin1", 0, end))?.[1] ?? 0);
      const next = end + 4 + length;
      if (buffer.length < next) {
        needed = next;
        break;
      }
      const bytes = buffer.subarray(0, next);
      const message = parse(bytes.toString("utf8", end + 4));
      buffer = buffer.subarray(next);
      if (message === undefined) malformed();
      else received(message, bytes);
    }
    chunks = buffer.length === 0 ? [] : [buffer];
    size = buffer.length;
  };
}

function parse(text: string): Message | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
}

export function encodeMessage(message: Omit<Message, "jsonrpc">): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }), "utf8");
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, "latin1"), body]);
}

/** The answer to a request that cannot be done, with the reason for whoever asked: the protocol's `RequestFailed`. */
export function refused(message: string): Pick<Message, "error"> {
  return { error: { code: -32803, message } };
}

/** A member of a value that may be no object. */
export function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === "object" && found !== null ? (found as Record<string, unknown>)[key] : undefined),
    value,
  );
}
