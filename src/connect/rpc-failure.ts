import { BinaryReader } from "@bufbuild/protobuf/wire";

/** How a call ended when it did not end well. Never shown to a user: `toSparkError` says what it means. */
export class RpcFailure extends Error {
  override readonly name = "RpcFailure";
  readonly code: number;
  readonly details: string;
  readonly #statusDetails: Uint8Array | undefined;
  #info: FailureInfo | undefined;

  constructor(code: number, details: string, statusDetails?: Uint8Array) {
    super(details === "" ? `gRPC status ${code}` : details);
    this.code = code;
    this.details = details;
    this.#statusDetails = statusDetails;
  }

  /** True when the server itself answered with a status that it explains. */
  get explained(): boolean {
    return this.#statusDetails !== undefined;
  }

  get info(): FailureInfo {
    this.#info ??= this.#statusDetails === undefined ? {} : readStatus(this.#statusDetails);
    return this.#info;
  }

  /** Spark's error class, from the details or from the text that repeats it. */
  get errorClass(): string | undefined {
    return (
      this.info.metadata?.get("errorClass") ?? /^\[([A-Z][A-Z0-9_]*(?:\.[A-Z][A-Z0-9_]*)?)\]/.exec(this.details)?.[1]
    );
  }

  is(...errorClasses: readonly string[]): boolean {
    const { errorClass } = this;
    return errorClass !== undefined && errorClasses.includes(errorClass);
  }
}

/** What `google.rpc.Status` says, of what we read: the message in full, ErrorInfo and RetryInfo. */
export interface FailureInfo {
  readonly message?: string;
  readonly reason?: string;
  readonly metadata?: ReadonlyMap<string, string>;
  readonly retryDelayMs?: number;
}

interface Draft {
  message?: string;
  reason?: string;
  metadata?: Map<string, string>;
  retryDelayMs?: number;
}

/** Reads what it can: a broken trailer must not hide the error that it belongs to. */
function readStatus(bytes: Uint8Array): FailureInfo {
  const draft: Draft = {};
  tolerant(() =>
    fields(bytes, (no, reader) => {
      if (no === 2) draft.message = reader.string();
      else if (no === 3) readAny(reader.bytes(), draft);
      else return false;
      return true;
    }),
  );
  return draft;
}

function readAny(bytes: Uint8Array, draft: Draft): void {
  let type = "";
  let value: Uint8Array = new Uint8Array();
  fields(bytes, (no, reader) => {
    if (no === 1) type = reader.string();
    else if (no === 2) value = reader.bytes();
    else return false;
    return true;
  });
  if (type.endsWith("/google.rpc.ErrorInfo")) tolerant(() => readErrorInfo(value, draft));
  else if (type.endsWith("/google.rpc.RetryInfo")) {
    draft.retryDelayMs = 0;
    tolerant(() => readRetryInfo(value, draft));
  }
}

function readErrorInfo(bytes: Uint8Array, draft: Draft): void {
  fields(bytes, (no, reader) => {
    if (no === 1) draft.reason = reader.string();
    else if (no === 3) {
      let key = "";
      let value = "";
      fields(reader.bytes(), (entry, entryReader) => {
        if (entry === 1) key = entryReader.string();
        else if (entry === 2) value = entryReader.string();
        else return false;
        return true;
      });
      draft.metadata ??= new Map();
      draft.metadata.set(key, value);
    } else return false;
    return true;
  });
}

function readRetryInfo(bytes: Uint8Array, draft: Draft): void {
  fields(bytes, (no, reader) => {
    if (no !== 1) return false;
    let seconds = 0;
    let nanos = 0;
    fields(reader.bytes(), (part, duration) => {
      if (part === 1) seconds = Number(duration.int64());
      else if (part === 2) nanos = duration.int32();
      else return false;
      return true;
    });
    draft.retryDelayMs = Math.max(0, seconds * 1000 + Math.floor(nanos / 1e6));
    return true;
  });
}

/** Walks the fields of one message; `read` answers false for a field that it leaves to be skipped. */
function fields(bytes: Uint8Array, read: (no: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [no, wireType] = reader.tag();
    if (!read(no, reader)) reader.skip(wireType, no);
  }
}

function tolerant(read: () => void): void {
  try {
    read();
  } catch {
    // What was read before stays.
  }
}
