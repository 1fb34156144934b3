import { type CsvKernel, csvKernel, freeFrom } from './csv-kernel.ts';

const alignment = 16;

/** Pieces of the kernel's memory, one behind the other at multiples of 16. */
export interface MemoryPlan {
  /** Where the next piece, of so many bytes, begins. */
  take(bytes: number): number;
  /** Bytes of memory that are needed in all. */
  readonly end: number;
}

/** A plan without pieces so far. */
export function planMemory(): MemoryPlan {
  let end = freeFrom;
  return {
    take(bytes) {
      const start = end;
      end += Math.ceil(bytes / alignment) * alignment;
      return start;
    },
    get end() {
      return end;
    },
  };
}

/** The kernel, and places in its memory, which hold until the next are asked for. */
export interface Places {
  readonly kernel: CsvKernel;
  /** Where each of the pieces begins, in the order asked for. */
  readonly at: readonly number[];
}

/** Room for pieces of so many bytes. What the kernel held before is lost. */
export function kernelRoom(...sizes: readonly number[]): Places {
  const plan = planMemory();
  const at = sizes.map(plan.take);
  return { kernel: csvKernel(plan.end), at };
}

/** Copies an array's bytes into the kernel's memory. */
export function putInKernel({ memory }: CsvKernel, at: number, array: Int32Array | Uint8Array): void {
  const { buffer, byteOffset, byteLength } = array;
  new Uint8Array(memory.buffer, at, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
}
