/** How a value that JSON has no form for travels. The shape is oRPC's `customJsonSerializers`. */
interface JsonSerializer {
  readonly type: number;
  condition(value: unknown): boolean;
  serialize(value: unknown): unknown;
  deserialize(text: unknown): unknown;
}

/**
 * Values of the contract that JSON would lose: typed arrays (as base64 of their little-endian bytes, so every
 * bit arrives, NaN and -0 included) and infinite numbers. NaN outside of arrays is handled by oRPC itself.
 * Both sides of a link must be given the same list.
 */
export const jsonSerializers: readonly JsonSerializer[] = [
  typedArray(20, Float64Array),
  typedArray(21, Float32Array),
  typedArray(22, Int32Array),
  typedArray(23, Uint32Array),
  typedArray(24, Uint8Array),
  {
    type: 25,
    condition: (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
    serialize: (value) => (value === Number.POSITIVE_INFINITY ? '+' : '-'),
    deserialize: (text) => (text === '+' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY),
  },
];

type TypedArrayConstructor =
  | Float64ArrayConstructor
  | Float32ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Uint8ArrayConstructor;

function typedArray(type: number, kind: TypedArrayConstructor): JsonSerializer {
  return {
    type,
    condition: (value) => value instanceof kind,
    serialize: (value) => (value instanceof kind ? toBase64(value) : null),
    deserialize: (text) => {
      if (typeof text !== 'string') throw new TypeError(`Expected base64 text for a ${kind.name}`);
      return new kind(fromBase64(text));
    },
  };
}

const chunkBytes = 0x8000;

function toBase64(array: ArrayBufferView): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + chunkBytes)));
  }
  return btoa(parts.join(''));
}

function fromBase64(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
