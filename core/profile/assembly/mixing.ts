// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

/** Factors that spread the bits of a word (SplitMix64; Steele, Lea and Flood, 2014). */
export const FIRST_FACTOR: u64 = ((<u64>0xbf58476d) << 32) | 0x1ce4e5b9;
export const SECOND_FACTOR: u64 = ((<u64>0x94d049bb) << 32) | 0x133111eb;
