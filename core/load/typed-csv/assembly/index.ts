// AssemblyScript: see ../csv-kernel.ts for how this is built and what calls it.

export { chooseCells, chooseTarget, missed } from './cells';
export { cut, cutEnd } from './cut';
export { lookUp, rescale, spread, unpackBits, unpackDeltas, unpackPlain } from './decode';
export { findNarrow, findTexts, findWide } from './dictionary';
export { readBooleans, readIntegers, readNumbers } from './numbers';
export { packBits, packDeltas } from './pack';
export { findOthers } from './prose';
export { gatherTexts, measureTexts, orderTexts } from './text-order';
export { countShapes } from './text-shapes';
export { codeTexts, openTexts, textCount } from './text-table';
export { firstUnusualDigits, readTexts, textEnd } from './texts';
export { readDates, readPartedDates, readTimes } from './times';
