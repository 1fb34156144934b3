/** Bytes that grow. The first `end` of them are written. */
export interface ByteSink {
  bytes: Uint8Array<ArrayBuffer>;
  end: number;
}

/** An empty sink with room for so many bytes. */
export function createSink(byteLength: number): ByteSink {
  return { bytes: new Uint8Array(byteLength), end: 0 };
}

/** Makes room for so many bytes after `end`. What was `bytes` before may be gone. */
export function reserve(sink: ByteSink, byteLength: number): void {
  const needed = sink.end + byteLength;
  if (needed <= sink.bytes.length) return;
  sink.bytes = new Uint8Array(sink.bytes.buffer.transfer(Math.max(needed, 2 * sink.bytes.length)));
}

/** The written bytes as the whole of their buffer; the sink is empty after that. */
export function takeBytes(sink: ByteSink): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sink.bytes.buffer.transfer(sink.end));
  sink.bytes = new Uint8Array(0);
  sink.end = 0;
  return bytes;
}

/** Appends bytes, which are copied. */
export function appendBytes(sink: ByteSink, bytes: Uint8Array): void {
  reserve(sink, bytes.length);
  sink.bytes.set(bytes, sink.end);
  sink.end += bytes.length;
}

/** Appends a whole number from 0 to 2^32 - 1 as four bytes, least first. */
export function appendUint32(sink: ByteSink, value: number): void {
  reserve(sink, 4);
  putUint32(sink.bytes, sink.end, value);
  sink.end += 4;
}

/** Writes a whole number from 0 to 2^32 - 1 as four bytes, least first. */
export function putUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

/** Appends a whole number from 0 to 2^53 as ULEB128: seven bits per byte, least first. */
export function appendVarint(sink: ByteSink, value: number): void {
  reserve(sink, 8);
  let rest = value;
  while (rest >= 128) {
    sink.bytes[sink.end++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  sink.bytes[sink.end++] = rest;
}
