import type { Message } from "./message.js";

type Id = NonNullable<Message["id"]>;

/**
 * What the server asked the editor and was not answered yet. A server that is started anew counts its requests anew, so
 * that from then on they have other ids on the editor's side: an answer that is still owed to the first reaches nobody.
 */
export class ServerRequests {
  readonly #prefix: string;
  readonly #asked = new Map<Id, Id>();
  #servers = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  startAnew(): void {
    this.#servers++;
    this.#asked.clear();
  }

  /** The id that the editor is to see. */
  ask(id: Id): Id {
    const shown = this.#servers === 0 ? id : `${this.#prefix}${this.#servers}:${id}`;
    this.#asked.set(shown, id);
    return shown;
  }

  /** The server's own id for an answer of the editor; undefined where the server does not wait for one. */
  answered(shown: Message["id"]): Id | undefined {
    const id = this.#asked.get(shown ?? "");
    this.#asked.delete(shown ?? "");
    return id;
  }
}
