import { type CsvKernel, csvKernel, freeFrom } from '../csv-kernel.ts';

/** Places in the kernel's memory, which hold until the next are asked for. */
export interface Places {
  readonly kernel: CsvKernel;
  /** Where each of the pieces begins, in the order asked for, at multiples of 16. */
  readonly at: readonly number[];
}

const alignment = 16;

/** Room for pieces of so many bytes. What the kernel held before is lost. */
export function kernelRoom(...sizes: readonly number[]): Places {
  let end = freeFrom;
  const at = sizes.map((bytes) => {
    const start = end;
    end += Math.ceil(bytes / alignment) * alignment;
    return start;
  });
  return { kernel: csvKernel(end), at };
}

/** Copies an array's bytes into the kernel's memory. */
export function putInKernel({ memory }: CsvKernel, at: number, array: Int32Array | Uint8Array): void {
  const { buffer, byteOffset, byteLength } = array;
  new Uint8Array(memory.buffer, at, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
}
