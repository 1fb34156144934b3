import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js';
import { serializeTCompactProtocol } from 'hyparquet-writer/src/thrift.js';
import { invariant } from '../../../errors.ts';
import { type ByteSink, reserve } from './byte-sink.ts';
import type { PageEncoding } from './column-part.ts';

/** What a page holds: the values of a dictionary, or cells, missing ones counted. */
export type PageContent =
  | { readonly kind: 'dictionary'; readonly valueCount: number }
  | { readonly kind: 'data'; readonly valueCount: number; readonly encoding: PageEncoding };

/** Numbers of encodings in parquet.thrift. */
const encodingCodes = {
  PLAIN: 0,
  RLE: 3,
  DELTA_BINARY_PACKED: 5,
  DELTA_LENGTH_BYTE_ARRAY: 6,
  RLE_DICTIONARY: 8,
};

/** More bytes than a header has. */
const headerRoom = 64;

/** Sizes are signed 32-bit numbers. */
const maxBodyBytes = 2 ** 31 - 1;

/** Appends an uncompressed page: its header, and the body that `appendBody` appends. Throws where that has 2 GiB. */
export function appendPage(sink: ByteSink, content: PageContent, appendBody: (sink: ByteSink) => void): void {
  reserve(sink, headerRoom);
  const start = sink.end;
  const bodyStart = start + headerRoom;
  sink.end = bodyStart;
  appendBody(sink);
  const bodyLength = sink.end - bodyStart;
  invariant(bodyLength <= maxBodyBytes, `page of ${bodyLength} bytes: a row group must have fewer rows`);
  const header = headerOf(content, bodyLength);
  sink.bytes.set(header, start);
  sink.bytes.copyWithin(start + header.length, bodyStart, sink.end);
  sink.end = start + header.length + bodyLength;
}

/** The struct PageHeader of parquet.thrift; its data page is of the first version. */
function headerOf(content: PageContent, bodyLength: number): Uint8Array {
  const writer = new ByteWriter(headerRoom);
  const sizes = { field_2: bodyLength, field_3: bodyLength };
  if (content.kind === 'dictionary') {
    const page = { field_1: content.valueCount, field_2: encodingCodes.PLAIN };
    serializeTCompactProtocol(writer, { field_1: 2, ...sizes, field_7: page });
  } else {
    const page = {
      field_1: content.valueCount,
      field_2: encodingCodes[content.encoding],
      field_3: encodingCodes.RLE,
      field_4: encodingCodes.RLE,
    };
    serializeTCompactProtocol(writer, { field_1: 0, ...sizes, field_5: page });
  }
  return writer.getBytes();
}
