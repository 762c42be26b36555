const everyBytes = 4 * 1024 * 1024;
const arrays = 256;
/** Eight bytes an element: 2 MiB in all, the size of V8's new space in a small heap. */
const elements = 1024;

/**
 * Brings V8's minor garbage collections forward while a result streams.
 *
 * V8 counts the bytes of a dropped message against its old generation until a minor collection frees them, and runs one
 * when enough objects were made. Messages are many bytes and few objects. So in a process with a small heap a major
 * collection comes first, for every 16 MiB, which marks the whole heap to free what a minor one would have freed: that
 * was more than half of the CPU time of a large result. Some short-lived objects make the minor one due in time.
 */
export class MinorCollections {
  #bytes = 0;
  readonly #garbage: unknown[] = [];

  received(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < everyBytes) return;
    this.#bytes = 0;
    for (let i = 0; i < arrays; i++) this.#garbage[0] = new Array(elements);
  }
}
