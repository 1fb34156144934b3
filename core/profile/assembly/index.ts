// AssemblyScript: see ../profile-kernel.ts for how this is built and what calls it.

export { findRepeats, hashKeys, mixCells, partCount, partHashes } from './repeats';
export { findBefore, hashTexts, keysOfHashes, measureTexts } from './unique-texts';
