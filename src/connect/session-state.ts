import { ProtocolError, SessionClosedError, type SparkError } from "../errors/index.js";

/** Who we are to the server, who the server is to us, and whether that is over. */
export class SessionState {
  readonly sessionId: string;
  readonly userId: string;
  readonly clientType: string;
  #serverSessionId: string | undefined;
  #closed: SparkError | undefined;

  constructor(sessionId: string, userId: string, clientType: string) {
    this.sessionId = sessionId;
    this.userId = userId;
    this.clientType = clientType;
  }

  /** Set by the first answer; sent along with every request, so that a restarted server refuses instead of starting over. */
  get serverSessionId(): string | undefined {
    return this.#serverSessionId;
  }

  /** The fields that every request has. */
  get request(): {
    sessionId: string;
    userContext: { userId: string; userName: string };
    clientType: string;
    clientObservedServerSideSessionId?: string;
  } {
    return {
      sessionId: this.sessionId,
      userContext: { userId: this.userId, userName: this.userId },
      clientType: this.clientType,
      ...(this.#serverSessionId === undefined ? {} : { clientObservedServerSideSessionId: this.#serverSessionId }),
    };
  }

  /** @throws what closed the session, when it is closed */
  use(): void {
    if (this.#closed !== undefined) {
      throw new SessionClosedError(`${this.#closed.message} Make a new session with builder.create().`, {
        cause: this.#closed,
        errorClass: this.#closed.errorClass ?? "DBSQL_SESSION_CLOSED",
      });
    }
  }

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  close(reason: SparkError): void {
    this.#closed ??= reason;
  }

  /** @throws ProtocolError, and closes the session, when an answer is not from the session that we talk to */
  check(sessionId: string, serverSessionId: string): void {
    if (sessionId !== this.sessionId) this.#foreign("session", this.sessionId, sessionId);
    if (serverSessionId === "") return;
    this.#serverSessionId ??= serverSessionId;
    if (serverSessionId !== this.#serverSessionId) this.#foreign("server", this.#serverSessionId, serverSessionId);
  }

  #foreign(what: string, ours: string, theirs: string): never {
    const error = new ProtocolError(
      `The server answered for another ${what} than ours (ours is ${ours}, the answer says ${theirs.slice(0, 64)}).`,
      { errorClass: "DBSQL_FOREIGN_RESPONSE" },
    );
    this.close(error);
    throw error;
  }
}
