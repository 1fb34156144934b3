/**
 * A seeded generator of random numbers. The same seed gives the same numbers on every machine.
 * Generator: xoshiro128** (Blackman and Vigna, 2018), state filled by splitmix32.
 */
export interface Rng {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound), without modulo bias. `bound` is 1 to 2^32. */
  integer(bound: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** The numbers 0 to n - 1 in random order (Fisher-Yates). */
  permutation(n: number): Uint32Array;
  /** A generator of its own for a named purpose: independent of how many numbers this one has given. */
  derive(purpose: string): Rng;
  /** A seed from 1 to 2^31 - 1, never 0, for libraries that take one. */
  seed(purpose: string): number;
}

/** A generator for this seed. Seeds are whole numbers from 0 to 2^32 - 1. */
export function createRng(seed: number): Rng {
  const state = new Uint32Array(4);
  let mixed = seed >>> 0;
  for (let i = 0; i < 4; i++) {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    state[i] = mix32(mixed);
  }
  let spareNormal: number | null = null;

  function next32(): number {
    // Read one by one: taking the array apart would make an iterator of it for each number.
    const s0 = state[0] ?? 0;
    const s1 = state[1] ?? 0;
    const s2 = state[2] ?? 0;
    const s3 = state[3] ?? 0;
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    state[2] = s2 ^ s0;
    state[3] = s3 ^ s1;
    state[1] = s1 ^ (state[2] ?? 0);
    state[0] = s0 ^ (state[3] ?? 0);
    state[2] = (state[2] ?? 0) ^ (s1 << 9);
    state[3] = rotateLeft(state[3] ?? 0, 11);
    return result;
  }

  function integer(bound: number): number {
    if (bound > 0xffffffff) return next32();
    // Remainders of whole numbers of 32 bits, which 2^32 is not, are several times faster than others.
    const whole = bound >>> 0;
    let drawn = next32();
    while (drawn > 0xffffffff - whole && drawn >= 4294967296 - (4294967296 % whole)) drawn = next32();
    return drawn % whole;
  }

  function normal(): number {
    if (spareNormal !== null) {
      const value = spareNormal;
      spareNormal = null;
      return value;
    }
    for (;;) {
      const u = (next32() / 4294967296) * 2 - 1;
      const v = (next32() / 4294967296) * 2 - 1;
      const radius = u * u + v * v;
      if (radius > 0 && radius < 1) {
        const scale = Math.sqrt((-2 * Math.log(radius)) / radius);
        spareNormal = v * scale;
        return u * scale;
      }
    }
  }

  function permutation(n: number): Uint32Array {
    const order = new Uint32Array(n);
    for (let i = 0; i < n; i++) order[i] = i;
    for (let i = n - 1; i > 0; i--) {
      const j = integer(i + 1);
      const held = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = held;
    }
    return order;
  }

  return {
    next: () => next32() / 4294967296,
    integer,
    normal,
    permutation,
    derive: (purpose) => createRng(hashText(purpose, seed)),
    seed: (purpose) => (hashText(purpose, seed) % 2147483646) + 1,
  };
}

function rotateLeft(x: number, bits: number): number {
  return ((x << bits) | (x >>> (32 - bits))) >>> 0;
}

/** Finalizer of MurmurHash3: every input bit reaches every output bit, and different numbers give different ones. */
export function mix32(x: number): number {
  let h = x ^ (x >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashText(text: string, seed: number): number {
  let h = mix32((seed >>> 0) ^ 0x811c9dc5);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return mix32(h);
}
