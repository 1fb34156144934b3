/**
 * Inner loops in WebAssembly with vectors of 16 bytes: compiled from AssemblyScript by `npm run build:kernel`, loaded
 * from text as code is. Pointers are bytes from the beginning of `memory`.
 */
export interface Kernel {
  readonly memory: KernelMemory;
}

/** Memory that grows in pages; then its buffer is another one. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What every JavaScript engine has and Node's types leave out. */
declare const WebAssembly: {
  Memory: new (limits: { initial: number }) => KernelMemory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** Where memory is free: a kernel's own tables come before. */
export const freeFrom = 4096;

const pageBytes = 65_536;
const alignment = 16;

/** A kernel of a thread, from its compiled code in base 64; made when first asked for. */
export function lazyKernel<Functions>(binary: string) {
  type Own = Functions & Kernel;
  let kernel: Own | null = null;
  function open(): Own {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const module = new WebAssembly.Module(Buffer.from(binary, 'base64'));
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { ...(exports as Functions), memory };
  }
  return {
    /** The kernel, with at least so much memory. A view of the memory holds until the next call. */
    withMemory(bytes: number): Own {
      kernel ??= open();
      const lacking = bytes - kernel.memory.buffer.byteLength;
      if (lacking > 0) kernel.memory.grow(Math.ceil(lacking / pageBytes));
      return kernel;
    },
    /** Room for pieces of so many bytes, and where each begins. What the kernel held before is lost. */
    room(...sizes: readonly number[]): { readonly kernel: Own; readonly at: readonly number[] } {
      const plan = planMemory();
      const at = sizes.map(plan.take);
      return { kernel: this.withMemory(plan.end), at };
    },
    /** Gives back memory of more than so many bytes, which a kernel cannot shrink. */
    release(mostBytes: number): void {
      if (kernel !== null && kernel.memory.buffer.byteLength > mostBytes) kernel = null;
    },
  };
}

/** Pieces of a kernel's memory, one behind the other at multiples of 16. */
export interface MemoryPlan {
  /** Where the next piece, of so many bytes, begins. */
  take(bytes: number): number;
  /** Bytes of memory that are needed in all. */
  readonly end: number;
}

/** A plan without pieces so far, for memory from a multiple of 16 on. */
export function planMemory(from = freeFrom): MemoryPlan {
  let end = from;
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

/** Copies an array's bytes into a kernel's memory. */
export function putInKernel({ memory }: Kernel, at: number, array: ArrayBufferView): void {
  const { buffer, byteOffset, byteLength } = array;
  new Uint8Array(memory.buffer, at, byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
}
