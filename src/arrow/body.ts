/** The bytes of a batch's columns. Typed arrays need them aligned, which they rarely are inside a gRPC message. */
export class Body {
  readonly bytes: Uint8Array;
  #aligned: { readonly buffer: ArrayBuffer; readonly start: number } | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The bytes at an address that is a multiple of eight: copied once, when first needed. */
  get aligned(): { readonly buffer: ArrayBuffer; readonly start: number } {
    if (this.#aligned === undefined) {
      const { bytes } = this;
      const fits = bytes.byteOffset % 8 === 0;
      // The constructor copies; Buffer.prototype.slice would share.
      const copy = fits ? bytes : new Uint8Array(bytes);
      this.#aligned = { buffer: copy.buffer as ArrayBuffer, start: copy.byteOffset };
    }
    return this.#aligned;
  }
}
